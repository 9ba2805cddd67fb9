/** Height and width, in that order, as the field writes tensors; pixels or cells. */
export type Extent = readonly [height: number, width: number];

export const sameExtent = (a: Extent, b: Extent): boolean => a[0] === b[0] && a[1] === b[1];

/** Height × width. */
export const areaOf = ([height, width]: Extent): number => height * width;

/** For people, who read width × height: `128×256`. */
export const extentWords = ([height, width]: Extent): string => `${width}×${height}`;
