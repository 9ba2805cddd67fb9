import { type Extent, extentWords } from '../extent.ts';

/** Ways to fit that are registered under a name. */
export type FitKind = 'stretch' | 'crop' | 'letterbox';
/** A way to fit; `crop:256` scales the short side to 256 pixels and cuts the input out of the middle. */
export type FitId = FitKind | `crop:${number}`;

/** A rectangle in source pixels, whole numbers. */
export interface SourceRectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How an image becomes an input: a part of it is scaled, and laid over an input that is black. */
export interface Placement {
  /** The part that is scaled. */
  readonly source: SourceRectangle;
  /** Height and width that it is scaled to. */
  readonly scaled: Extent;
  /** Where its first pixel comes to lie, `[y, x]`, input pixels; negative where it is cut. */
  readonly at: Extent;
}

/** One way to make an image of any shape fit the network's input. */
export interface Fit {
  readonly id: FitId;
  readonly label: string;
  /** One sentence for the help text. */
  readonly summary: string;
  place(width: number, height: number, size: Extent): Placement;
  /**
   * What happened to this image, for the caption under it.
   * @param exact whether its values are the file's where it is not scaled; false of 16 bits that became 8.
   */
  sentence(width: number, height: number, size: Extent, exact?: boolean): string;
}

/** Reading order: width × height. */
const times = (width: number, height: number): string => extentWords([height, width]);

const whole = (width: number, height: number): SourceRectangle => ({ x: 0, y: 0, width, height });

const stretch: Fit = {
  id: 'stretch',
  label: 'Stretch',
  summary: 'The whole image is scaled to the input; its aspect ratio is not kept.',
  place: (width, height, size) => ({ source: whole(width, height), scaled: size, at: [0, 0] }),
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
  place(width, height, size) {
    const [rows, columns] = size;
    // The side that limits the cut stays whole; the other one is rounded to whole pixels.
    const wide = width * rows >= height * columns;
    const cut = {
      width: wide ? Math.max(1, Math.round((height * columns) / rows)) : width,
      height: wide ? height : Math.max(1, Math.round((width * rows) / columns)),
    };
    // Rounded as torchvision's CenterCrop does: Python's round(), halves to even.
    const source = { x: halfToEven(width - cut.width), y: halfToEven(height - cut.height), ...cut };
    return { source, scaled: size, at: [0, 0] };
  },
  sentence(width, height, size, exact) {
    const { source: cut } = crop.place(width, height, size);
    if (cut.width === width && cut.height === height) return stretch.sentence(width, height, size, exact);
    const same = cut.width === size[1] && cut.height === size[0];
    const scaled = same ? 'not scaled' : `scaled to ${extentWords(size)}`;
    const shape = size[0] === size[1] ? 'centre square' : 'centre part';
    return `${shape} ${times(cut.width, cut.height)} of ${times(width, height)}, ${scaled}`;
  },
};

const letterbox: Fit = {
  id: 'letterbox',
  label: 'Letterbox',
  summary: 'The whole image is scaled as far as it fits; what is left of the input stays black.',
  place(width, height, size) {
    const [rows, columns] = size;
    const scale = Math.min(columns / width, rows / height);
    const scaled = [
      Math.min(rows, Math.max(1, Math.round(height * scale))),
      Math.min(columns, Math.max(1, Math.round(width * scale))),
    ] as const;
    const at = [Math.floor((rows - scaled[0]) / 2), Math.floor((columns - scaled[1]) / 2)] as const;
    return { source: whole(width, height), scaled, at };
  },
  sentence(width, height, size, exact) {
    const { scaled } = letterbox.place(width, height, size);
    if (scaled[0] === size[0] && scaled[1] === size[1]) return stretch.sentence(width, height, size, exact);
    const same = scaled[0] === height && scaled[1] === width;
    const how = same ? 'not scaled' : `scaled from ${times(width, height)}`;
    return `${extentWords(scaled)}, ${how}, between black bars in ${extentWords(size)}`;
  },
};

/**
 * torchvision's `Resize(short)` and `CenterCrop(size)`: the long side is cut down to whole pixels, the cut rounds
 * halves to even, and an image smaller than the cut is padded with black.
 */
function shortSide(short: number): Fit {
  const fit: Fit = {
    id: `crop:${short}`,
    label: `Crop after scaling the short side to ${short}`,
    summary: `The short side is scaled to ${short} pixels, then the input is cut out of the middle; what lies outside is not seen.`,
    place(width, height, size) {
      const long = Math.max(1, Math.trunc((short * Math.max(width, height)) / Math.min(width, height)));
      const scaled = width <= height ? ([long, short] as const) : ([short, long] as const);
      const offset = (room: number, length: number) =>
        length >= room ? -halfToEven(length - room) : Math.floor((room - length) / 2);
      const at = [offset(size[0], scaled[0]), offset(size[1], scaled[1])] as const;
      return { source: whole(width, height), scaled, at: [at[0] + 0, at[1] + 0] };
    },
    sentence(width, height, size, exact) {
      const { scaled } = fit.place(width, height, size);
      const same = scaled[0] === height && scaled[1] === width;
      if (same && height === size[0] && width === size[1])
        return stretch.sentence(width, height, size, exact);
      const how = same ? times(width, height) : `${times(width, height)} scaled to ${extentWords(scaled)}`;
      const padded = scaled[0] < size[0] || scaled[1] < size[1];
      if (scaled[0] === size[0] && scaled[1] === size[1])
        return `scaled from ${times(width, height)} to ${extentWords(size)}`;
      return `centre ${extentWords(size)} of ${how}${padded ? ', black around it' : ''}`;
    },
  };
  return fit;
}

/** `round(n / 2)` for n ≥ 0 with halves to even. */
function halfToEven(n: number): number {
  const floor = Math.floor(n / 2);
  return n % 2 === 0 || floor % 2 === 0 ? floor : floor + 1;
}

/** Every kind of fit; the first is the default. Selectors and the URL parser loop over it. */
export const FITS = { stretch, crop, letterbox } as const satisfies Record<FitKind, Fit>;

/** What a short side may be scaled to, pixels. */
export const SHORT_SIDE = { from: 1, to: 4096 } as const;

const isShortSide = (n: number): boolean => Number.isInteger(n) && n >= SHORT_SIDE.from && n <= SHORT_SIDE.to;

/** A kind with the short side that a crop scales to before it cuts; null: the largest cut. */
export function fitId(kind: FitKind, short: number | null): FitId {
  return kind === 'crop' && short !== null && isShortSide(short) ? `crop:${short}` : kind;
}

/** The inverse of {@link fitId}. */
export function partsOfFit(id: FitId): { readonly kind: FitKind; readonly short: number | null } {
  const [kind, short] = id.split(':') as [FitKind, string?];
  return { kind, short: short === undefined ? null : Number(short) };
}

/** Whether a text names a way to fit. */
export function isFitId(text: string): text is FitId {
  const [, short] = /^crop:(\d{1,4})$/.exec(text) ?? [];
  return (
    Object.hasOwn(FITS, text) ||
    (short !== undefined && text === `crop:${Number(short)}` && isShortSide(Number(short)))
  );
}

/** The way to fit under an id. */
export function fitOf(id: FitId): Fit {
  const { kind, short } = partsOfFit(id);
  return short === null ? FITS[kind] : shortSide(short);
}

/**
 * The part of a `width`×`height` image that lies under the input, source pixels: not whole numbers where the cut comes
 * after the scaling, and larger than the image where black was added.
 */
export function seenOf(id: FitId, width: number, height: number, size: Extent): SourceRectangle {
  const { source, scaled, at } = fitOf(id).place(width, height, size);
  const [down, across] = [source.height / scaled[0], source.width / scaled[1]];
  return {
    x: source.x - at[1] * across,
    y: source.y - at[0] * down,
    width: size[1] * across,
    height: size[0] * down,
  };
}
