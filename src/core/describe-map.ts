/** A signed map at feature-map resolution, row-major. */
export interface DescribedMap {
  /** `[height·width]` */
  readonly data: Float32Array;
  readonly height: number;
  readonly width: number;
  /** Are the features of the two images the same (`sameFeatures`)? */
  readonly identical: boolean;
  /** Do its values speak for or against the similarity (`Method.uses.metric`)? A control's do not. */
  readonly evidence: boolean;
}

/**
 * A map in words: for the text alternative of its canvas, and where colours would mislead (nothing but zero,
 * one sign only, identical images).
 */
export function describeMap({ data, height, width, identical, evidence }: DescribedMap): string {
  const same = identical && evidence ? 'To this network the two images are the same. ' : '';
  if (data.some((value) => !Number.isFinite(value))) {
    return `${same}The map holds values that are not numbers and cannot be drawn.`;
  }
  const high = extreme(data, (a, b) => a > b);
  const low = extreme(data, (a, b) => a < b);
  const top = data[high] ?? 0;
  const bottom = data[low] ?? 0;
  const at = (index: number) => regionOf(index, height, width);

  if (top === 0 && bottom === 0) {
    if (!evidence) return 'The map is zero everywhere.';
    return identical
      ? `${same}The map is zero everywhere: nothing in it would make them any more alike.`
      : 'The map is zero everywhere: it finds no evidence for or against the similarity.';
  }
  const size = `${height} × ${width} cells, from ${number(bottom)} to ${number(top)}.`;
  if (top === bottom)
    return `${same}The map has the same value everywhere, ${number(top)}: no place stands out.`;
  if (!evidence) return `${size} Largest value: ${at(high)}; smallest: ${at(low)}.`;
  if (bottom >= 0) {
    return `${same}${size} Strongest evidence for similarity: ${at(high)}. No negative evidence: nothing in this map pulls the pair apart.`;
  }
  if (top <= 0) {
    return `${same}${size} All evidence is negative: every place pulls the pair apart or is neutral, most of all ${at(low)}.`;
  }
  return `${same}${size} Strongest evidence for similarity: ${at(high)}; against: ${at(low)}.`;
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
  return value.toPrecision(3).replace('-', '−');
}
