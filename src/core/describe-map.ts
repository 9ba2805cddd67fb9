import type { EndWords, Meaning } from './meanings.ts';

/** A signed map at feature-map resolution, row-major. */
export interface DescribedMap {
  /** `[height·width]` */
  readonly data: Float32Array;
  readonly height: number;
  readonly width: number;
  /** Are the features of the two images the same (`sameFeatures`), in what the map explains? */
  readonly identical: boolean;
  /** How its values are to be read (meanings.ts); no ends where a sign says nothing of the score. */
  readonly sense: { readonly id: Meaning['id']; readonly ends: EndWords | null };
}

/**
 * A map in words: for the text alternative of its canvas, and where colours would mislead (nothing but zero,
 * one sign only, identical images, between which nothing is for or against). What the signs mean is the map's own
 * meaning and never more.
 */
export function describeMap({ data, height, width, identical, sense }: DescribedMap): string {
  const same = identical && sense.id !== 'none' ? 'To this network the two images are the same. ' : '';
  if (data.some((value) => !Number.isFinite(value))) {
    return `${same}The map holds values that are not numbers and cannot be drawn.`;
  }
  const high = extreme(data, (a, b) => a > b);
  const low = extreme(data, (a, b) => a < b);
  const top = data[high] ?? 0;
  const bottom = data[low] ?? 0;
  const at = (index: number) => regionOf(index, height, width);

  if (top === 0 && bottom === 0) {
    return identical && sense.id === 'slope'
      ? `${same}The map is zero everywhere: nothing in it would make them any more alike.`
      : `${same}The map is zero everywhere.`;
  }
  if (top === bottom)
    return `${same}The map has the same value everywhere, ${number(top)}: no place stands out.`;
  const ends = identical ? null : sense.ends;
  const words = (value: number) =>
    ends === null || value === 0 ? '' : ` (${value > 0 ? ends.high : ends.low})`;
  const one = bottom >= 0 ? ' No value is negative.' : top <= 0 ? ' No value is positive.' : '';
  return (
    `${same}${height} × ${width} cells, from ${number(bottom)} to ${number(top)}. ` +
    `Largest value: ${at(high)}${words(top)}; smallest: ${at(low)}${words(bottom)}.${ends === null ? '' : one}`
  );
}

/** Index of the first value that beats all others. */
function extreme(data: Float32Array, beats: (a: number, b: number) => boolean): number {
  let best = 0;
  for (let i = 1; i < data.length; i++) if (beats(data[i]!, data[best]!)) best = i;
  return best;
}

/** Nine regions of the image: "upper left", "centre", "right edge" and so on. */
function regionOf(index: number, height: number, width: number): string {
  const third = (position: number, count: number) => Math.min(Math.floor(((position + 0.5) * 3) / count), 2);
  const row = third(Math.floor(index / width), height);
  const column = third(index % width, width);
  return REGIONS[row]![column]!;
}

const REGIONS = [
  ['upper left', 'top', 'upper right'],
  ['left', 'centre', 'right'],
  ['lower left', 'bottom', 'lower right'],
];

/** Three significant digits, with the minus sign that screen readers pronounce. */
function number(value: number): string {
  return value.toPrecision(3).replaceAll('-', '−');
}
