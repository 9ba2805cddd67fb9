/** One image: its score as it is, and masked by its own map (scaled to [0, 1]). */
export interface DropSample {
  readonly whole: number;
  readonly masked: number;
}

export interface AverageDrop {
  /** `mean max(0, S − S_masked)`. Lower is better: what the map kept carries the score. */
  readonly drop: number;
  /** Share of images whose score rose, in [0, 1]. */
  readonly increase: number;
}

/**
 * The average drop as published: of each image, the share of its score that is lost, `max(0, S − S_masked) / S`. For
 * scores that are above zero, as a class's probability is.
 *
 * @throws RangeError without samples, or where a score is not above zero.
 */
export function averageShareLost(samples: readonly DropSample[]): AverageDrop {
  const { increase } = averageDrop(samples);
  let drop = 0;
  for (const { whole, masked } of samples) {
    if (!(whole > 0)) throw new RangeError('Of a score that is not above zero no share can be lost.');
    drop += Math.max(0, whole - masked) / whole;
  }
  return { drop: drop / samples.length, increase };
}

/**
 * Average drop and increase (Chattopadhay et al. 2018) for similarities. The drop is absolute, in units of the
 * score: the usual relative one has no meaning for a cosine at or below zero, nor for a negated distance.
 *
 * @throws RangeError without samples.
 */
export function averageDrop(samples: readonly DropSample[]): AverageDrop {
  if (samples.length === 0) throw new RangeError('Average drop needs at least one image.');
  let drop = 0;
  let increase = 0;
  for (const { whole, masked } of samples) {
    drop += Math.max(0, whole - masked);
    if (masked > whole) increase += 1;
  }
  return { drop: drop / samples.length, increase: increase / samples.length };
}
