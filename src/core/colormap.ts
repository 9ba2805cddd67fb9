import {
  interpolateCividis,
  interpolateRdBu,
  interpolateTurbo,
  interpolateViridis,
} from 'd3-scale-chromatic';

export type ColormapId = 'diverging' | 'viridis' | 'cividis' | 'turbo' | 'jet';

/** Colours for the values of a map. */
export interface Colormap {
  readonly id: ColormapId;
  readonly label: string;
  /** One sentence for the help text. */
  readonly summary: string;
  /** The middle colour is neutral and means 0: use a range symmetric about 0. */
  readonly diverging: boolean;
  /** Equal steps in value are equal steps in lightness (CIE L*), within 2 of 100. */
  readonly uniform: boolean;
  /** Told apart with any common colour-vision deficiency. */
  readonly colourBlindSafe: boolean;
  /** 256 colours, low to high, `[256, 3]` sRGB bytes. */
  readonly lut: Uint8Array;
}

/** Every colour map, the default first. */
export const COLORMAPS = {
  diverging: {
    id: 'diverging',
    label: 'Blue–red',
    summary:
      'Near white is zero, red is above it, blue below; both darken away from zero (ColorBrewer RdBu).',
    diverging: true,
    uniform: false,
    colourBlindSafe: true,
    lut: sample((t) => interpolateRdBu(1 - t)),
  },
  viridis: {
    id: 'viridis',
    label: 'Viridis',
    summary: 'From dark violet to yellow, lightness rising evenly.',
    diverging: false,
    uniform: true,
    colourBlindSafe: true,
    lut: sample(interpolateViridis),
  },
  cividis: {
    id: 'cividis',
    label: 'Cividis',
    summary: 'From dark blue to yellow, made to look the same with and without colour-vision deficiency.',
    diverging: false,
    uniform: true,
    colourBlindSafe: true,
    lut: sample(interpolateCividis),
  },
  turbo: {
    id: 'turbo',
    label: 'Turbo',
    summary: 'A smoother rainbow. The ends are dark: lightness does not follow the value.',
    diverging: false,
    uniform: false,
    colourBlindSafe: false,
    lut: sample(interpolateTurbo),
  },
  jet: {
    id: 'jet',
    label: 'Jet (as in papers)',
    summary: 'The rainbow of many papers. It invents edges that the values do not have.',
    diverging: false,
    uniform: false,
    colourBlindSafe: false,
    lut: sample(jet),
  },
} satisfies Readonly<Record<ColormapId, Colormap>>;

/** MATLAB's and OpenCV's jet: three trapezoids, a quarter of the scale apart. */
function jet(t: number): string {
  const channel = (centre: number) =>
    Math.round(255 * Math.min(Math.max(1.5 - Math.abs(4 * t - centre), 0), 1));
  return `rgb(${channel(3)}, ${channel(2)}, ${channel(1)})`;
}

/** Reads 256 colours of a d3 interpolator, which answers `#rrggbb` or `rgb(r, g, b)`. */
function sample(interpolate: (t: number) => string): Uint8Array {
  const lut = new Uint8Array(256 * 3);
  for (let i = 0; i < 256; i++) {
    const text = interpolate(i / 255);
    const numbers = text.startsWith('#')
      ? [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16))
      : (text.match(/\d+/g) ?? []).map(Number);
    if (numbers.length !== 3) throw new Error(`Not a colour: ${text}`);
    lut.set(numbers, i * 3);
  }
  return lut;
}
