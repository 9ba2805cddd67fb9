import { type Extent, extentWords } from '../extent.ts';

export type FitId = 'stretch' | 'crop';

/** A rectangle in source pixels, whole numbers. */
export interface SourceRectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One way to make an image of any shape fit the network's input. */
export interface Fit {
  readonly id: FitId;
  readonly label: string;
  /** One sentence for the help text. */
  readonly summary: string;
  /** The part of a `width`×`height` image that a network with an input of `size` sees. */
  rectangle(width: number, height: number, size: Extent): SourceRectangle;
  /**
   * What happened to this image, for the caption under it.
   * @param exact whether its values are the file's where it is not scaled; false of 16 bits that became 8.
   */
  sentence(width: number, height: number, size: Extent, exact?: boolean): string;
}

/** Reading order: width × height. */
const times = (width: number, height: number): string => extentWords([height, width]);

const stretch: Fit = {
  id: 'stretch',
  label: 'Stretch',
  summary: 'The whole image is scaled to the input; its aspect ratio is not kept.',
  rectangle: (width, height) => ({ x: 0, y: 0, width, height }),
  sentence(width, height, size, exact = true) {
    if (width === size[1] && height === size[0])
      return `${extentWords(size)}, ${exact ? 'every pixel as in the file' : 'not scaled'}`;
    const verb = width * size[0] === height * size[1] ? 'scaled' : 'stretched';
    return `${verb} from ${times(width, height)} to ${extentWords(size)}`;
  },
};

const crop: Fit = {
  id: 'crop',
  label: 'Crop',
  summary:
    'The largest part of the input’s shape in the middle is cut out and scaled; what lies outside is not seen.',
  rectangle(width, height, [rows, columns]) {
    // The side that limits the cut stays whole; the other one is rounded to whole pixels.
    const wide = width * rows >= height * columns;
    const cut = {
      width: wide ? Math.max(1, Math.round((height * columns) / rows)) : width,
      height: wide ? height : Math.max(1, Math.round((width * rows) / columns)),
    };
    // Rounded as torchvision's CenterCrop does: Python's round(), halves to even.
    return { x: halfToEven(width - cut.width), y: halfToEven(height - cut.height), ...cut };
  },
  sentence(width, height, size, exact) {
    const cut = crop.rectangle(width, height, size);
    if (cut.width === width && cut.height === height) return stretch.sentence(width, height, size, exact);
    const same = cut.width === size[1] && cut.height === size[0];
    const scaled = same ? 'not scaled' : `scaled to ${extentWords(size)}`;
    const shape = size[0] === size[1] ? 'centre square' : 'centre part';
    return `${shape} ${times(cut.width, cut.height)} of ${times(width, height)}, ${scaled}`;
  },
};

/** `round(n / 2)` for n ≥ 0 with halves to even. */
function halfToEven(n: number): number {
  const floor = Math.floor(n / 2);
  return n % 2 === 0 || floor % 2 === 0 ? floor : floor + 1;
}

/** Every fit; the first is the default. Selectors and the URL parser loop over it. */
export const FITS = { stretch, crop } as const satisfies Record<FitId, Fit>;
