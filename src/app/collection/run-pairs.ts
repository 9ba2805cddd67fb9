import { toAppError } from '../../core/app-error.ts';
import type { Extent } from '../../core/extent.ts';
import type { Scope } from '../../core/methods/side.ts';
import type { ImageSource } from '../../engine/client/image-source.ts';
import { withJob } from '../engine-task.ts';
import { measurePair, type PairEngine } from './measure-pair.ts';
import { mergeResult } from './merge-result.ts';
import type { PairResult } from './pair-result.ts';
import { pairKey, picturePath, type SetPair, type SetPicture } from './picture-set.ts';
import type { Variant } from './variant.ts';

/** A pair that could not be measured, and why. */
export interface SkippedPair {
  readonly a: string;
  readonly b: string;
  readonly message: string;
}

export interface RunRequest {
  readonly pairs: readonly SetPair[];
  readonly variants: readonly Variant[];
  readonly layer: string;
  readonly scope: Scope;
  readonly size: Extent;
  readonly steps: number;
  readonly seeds: number;
  /** Results of earlier runs under the same settings; what they hold is not measured again. */
  readonly known: readonly PairResult[];
  readonly engine: PairEngine;
  prepare(picture: SetPicture): Promise<ImageSource>;
  readonly signal: AbortSignal;
}

export interface RunListener {
  /** `done` of `total` pairs; `fraction` of the work that this run had to do, 0–1. */
  progress(done: number, total: number, fraction: number): void;
  result(result: PairResult): void;
  skipped(pair: SkippedPair): void;
}

/**
 * Measures pairs one after the other. Nothing is kept of a pair but its {@link PairResult}: pictures are decoded
 * when their pair comes, feature maps live in the engine's bounded cache.
 *
 * @throws the signal's reason when cancelled; AppError when the engine fails.
 */
export async function runPairs(request: RunRequest, on: RunListener): Promise<void> {
  const { pairs, variants, engine, signal } = request;
  const known = new Map(request.known.map((result) => [result.key, result]));
  const missing = (pair: SetPair) => missingOf(pair, variants, known);
  const todo = pairs.filter((pair) => missing(pair).length > 0);
  let done = pairs.length - todo.length;
  on.progress(done, pairs.length, 0);

  await withJob(engine, signal, async (job) => {
    for (const [index, pair] of todo.entries()) {
      signal.throwIfAborted();
      try {
        const measured = await measurePair({
          ...request,
          pair,
          variants: missing(pair),
          job,
          report: (fraction) => on.progress(done, pairs.length, (index + fraction) / todo.length),
        });
        signal.throwIfAborted();
        on.result(mergeResult(known.get(measured.key), measured));
      } catch (error) {
        signal.throwIfAborted();
        const { isOfFile, message } = toAppError(error);
        // What concerns one picture only: its pairs are skipped, and the run goes on.
        if (!isOfFile) throw error;
        on.skipped({ a: picturePath(pair.a), b: picturePath(pair.b), message });
      }
      done += 1;
      on.progress(done, pairs.length, (index + 1) / todo.length);
    }
  });
}

/** What of a pair was not measured yet. @param known by their keys. */
export function missingOf(
  pair: SetPair,
  variants: readonly Variant[],
  known: ReadonlyMap<string, PairResult>,
): readonly Variant[] {
  const numbers = known.get(pairKey(pair))?.numbers;
  return numbers ? variants.filter(({ id }) => !(id in numbers)) : variants;
}
