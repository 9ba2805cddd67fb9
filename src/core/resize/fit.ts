export type FitId = 'stretch' | 'crop';

/** A rectangle in source pixels, whole numbers. */
export interface SourceRectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One way to make an image of any shape fit the network's square input. */
export interface Fit {
  readonly id: FitId;
  readonly label: string;
  /** One sentence for the help text. */
  readonly summary: string;
  /** The part of a `width`×`height` image that the network sees. */
  rectangle(width: number, height: number): SourceRectangle;
  /** What happened to this image, for the caption under it. */
  sentence(width: number, height: number, size: number): string;
}

/** Reading order of both: width × height. */
const times = (width: number, height: number): string => `${width}×${height}`;

const stretch: Fit = {
  id: 'stretch',
  label: 'Stretch',
  summary: 'The whole image is scaled to the square input; its aspect ratio is not kept.',
  rectangle: (width, height) => ({ x: 0, y: 0, width, height }),
  sentence(width, height, size) {
    if (width === size && height === size) return `${times(size, size)}, every pixel as in the file`;
    const verb = width === height ? 'scaled' : 'stretched';
    return `${verb} from ${times(width, height)} to ${times(size, size)}`;
  },
};

const crop: Fit = {
  id: 'crop',
  label: 'Crop',
  summary: 'The largest square in the middle is cut out and scaled; what lies outside is not seen.',
  rectangle(width, height) {
    const side = Math.min(width, height);
    // Rounded as torchvision's CenterCrop does: Python's round(), halves to even.
    return { x: halfToEven(width - side), y: halfToEven(height - side), width: side, height: side };
  },
  sentence(width, height, size) {
    if (width === height) return stretch.sentence(width, height, size);
    const side = Math.min(width, height);
    const scaled = side === size ? 'not scaled' : `scaled to ${times(size, size)}`;
    return `centre square ${times(side, side)} of ${times(width, height)}, ${scaled}`;
  },
};

/** `round(n / 2)` for n ≥ 0 with halves to even. */
function halfToEven(n: number): number {
  const floor = Math.floor(n / 2);
  return n % 2 === 0 || floor % 2 === 0 ? floor : floor + 1;
}

/** Every fit; the first is the default. Selectors and the URL parser loop over it. */
export const FITS = { stretch, crop } as const satisfies Record<FitId, Fit>;
