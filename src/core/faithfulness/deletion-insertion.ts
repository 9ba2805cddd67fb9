import type { Cut } from './cut-mask.ts';
import { trapezoid } from './trapezoid.ts';

/** What deletion and insertion need. */
export interface DeletionInsertionRequest {
  /** Equal steps from untouched to fully replaced; a curve has one point more. */
  readonly steps: number;
  /** Masked copies scored at a time. */
  readonly batch: number;
  /**
   * Scores copies of the image against the untouched partner: cut along the order of the signed map at pixel
   * resolution (bilinearly upsampled), what is taken away replaced by the baseline (the blurred image).
   */
  score(cuts: readonly Cut[]): Promise<readonly number[]>;
  readonly signal: { throwIfAborted(): void };
  /** Work done in [0, 1] and the curves so far, NaN where not yet measured. */
  report(fraction: number, deletion: Float64Array, insertion: Float64Array): void;
}

/** Raw curves and areas; `[steps + 1]` points each, the i-th with `i/steps` of the pixels changed. */
export interface DeletionInsertion {
  /** From the whole image to the baseline, most important pixels first. Lower is better. */
  readonly deletion: Float64Array;
  /** From the baseline to the whole image, most important pixels first. Higher is better. */
  readonly insertion: Float64Array;
  readonly deletionArea: number;
  readonly insertionArea: number;
  /** insertion − deletion: above 0 where the map's order is better than its reverse. */
  readonly difference: number;
}

/**
 * Deletion and insertion (Petsiuk et al. 2018) for the similarity of a pair: what happens to the score as the
 * pixels that the map holds most important disappear into the baseline, or appear out of it.
 *
 * The curves share their ends (nothing and everything replaced), so `2·steps` copies are scored.
 *
 * @throws RangeError for fewer than one step; the signal's reason when cancelled.
 */
export async function deletionInsertion(request: DeletionInsertionRequest): Promise<DeletionInsertion> {
  const { steps, batch, signal } = request;
  if (!(steps >= 1)) throw new RangeError('Deletion and insertion need at least one step.');
  const deletion = new Float64Array(steps + 1).fill(Number.NaN);
  const insertion = new Float64Array(steps + 1).fill(Number.NaN);

  // Ends first, then both curves side by side, so that partial curves already span the plot.
  const jobs = [
    { step: 0, kept: 0 as const },
    { step: 0, kept: 1 as const },
    ...Array.from({ length: steps - 1 }, (_, i) => [
      { step: i + 1, kept: 0 as const },
      { step: i + 1, kept: 1 as const },
    ]).flat(),
  ];
  for (let from = 0; from < jobs.length; from += batch) {
    signal.throwIfAborted();
    const part = jobs.slice(from, from + batch);
    const scores = await request.score(part.map(({ step, kept }) => ({ share: step / steps, kept })));
    part.forEach(({ step, kept }, i) => {
      const score = scores[i]!;
      (kept === 0 ? deletion : insertion)[step] = score;
      if (step === 0) (kept === 0 ? insertion : deletion)[steps] = score;
    });
    request.report((from + part.length) / jobs.length, deletion.slice(), insertion.slice());
  }
  const deletionArea = trapezoid(deletion);
  const insertionArea = trapezoid(insertion);
  return { deletion, insertion, deletionArea, insertionArea, difference: insertionArea - deletionArea };
}
