import { DEFAULT_READING } from '../../core/cis/index.ts';
import type { Cut } from '../../core/faithfulness/cut-mask.ts';
import { foldText } from '../../core/fold-text.ts';
import { explainedAt, explainedVector } from '../../core/methods/explained-vector.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';
import { alone } from '../../core/methods/objectives-of.ts';
import type { Scope, Vectors } from '../../core/methods/side.ts';
import { METRICS } from '../../core/metrics/index.ts';
import type { MetricId } from '../../core/metrics/metric.ts';
import type { EngineSession } from '../../engine/client/engine-session.ts';
import type { ImageSource } from '../../engine/client/image-source.ts';
import { copiesOfMethods } from '../evidence/copies.ts';
import { mapRequest } from '../map-request.ts';
import { judgeMap } from './judge-map.ts';
import { meanNumbers } from './mean-numbers.ts';
import type { Numbers, PairResult } from './pair-result.ts';
import { isSameClass, pairKey, picturePath, type SetPair, type SetPicture } from './picture-set.ts';
import type { Variant } from './variant.ts';

/** What measuring a pair needs of the engine; tests bring their own. */
export type PairEngine = Pick<EngineSession, 'newJob' | 'vectors' | 'map' | 'embedWithout' | 'cancel'>;

export interface MeasureRequest {
  readonly pair: SetPair;
  /** Rows to be measured; none twice. */
  readonly variants: readonly Variant[];
  readonly layer: string;
  /** Which similarity is watched while pixels go: the embeddings', or that of the vectors pooled at the layer. */
  readonly scope: Scope;
  readonly steps: number;
  /** Noise maps per image; the random control is their mean. */
  readonly seeds: number;
  readonly engine: PairEngine;
  readonly job: number;
  /** Decodes it. */
  prepare(picture: SetPicture): Promise<ImageSource>;
  readonly signal: { throwIfAborted(): void };
  /** Work done on this pair, 0–1. */
  report(fraction: number): void;
}

/**
 * Puts every variant's maps of both images to the test.
 *
 * @throws the decoder's error for a picture that cannot be read; AppError; the signal's reason when cancelled.
 */
export async function measurePair(request: MeasureRequest): Promise<PairResult> {
  const { pair, variants, engine, layer, signal, job } = request;
  const a = await request.prepare(pair.a);
  const b = await request.prepare(pair.b);
  signal.throwIfAborted();
  const { vectors } = await engine.vectors([a, b], layer);
  const [va, vb] = [vectors[0]!, vectors[1]!];
  const watched = (of: Vectors) => explainedVector(of, request.scope);
  const node = explainedAt(request);

  const tries = triesOf(variants, request.seeds);
  const sides = [
    { own: a, other: vb },
    { own: b, other: va },
  ];
  const numbers = new Map<string, Numbers[]>();
  let done = 0;
  for (const [which, { own, other }] of sides.entries()) {
    for (const { group, index } of tries) {
      signal.throwIfAborted();
      const { method, reading, metric, scope } = group[0]!;
      const { map, shape } = await engine.map(
        {
          ...mapRequest(
            { layer, method, metric, scope, reading: reading ?? DEFAULT_READING.id, smooth: false },
            foldText(`${pairKey(pair)}|${which}|${index}`),
          ),
          job,
          image: own,
          against: alone(other),
        },
        null,
      );
      const made = { data: map, height: shape[0], width: shape[1] };
      const embed = (cuts: readonly (Cut | null)[]) => {
        const masks = cuts.map((cut) => ({ map: made, cut }));
        return engine.embedWithout(own, masks, job, node);
      };
      const judged = await judgeMap({
        steps: request.steps,
        partner: watched(other),
        metrics: group.map((variant) => variant.metric),
        embedCut: embed,
        embedFaded: async () => (await embed([null]))[0]!,
        signal,
      });
      for (const variant of group) {
        const own = numbers.get(variant.id) ?? [];
        own.push(judged.get(variant.metric)!);
        numbers.set(variant.id, own);
      }
      done += 1;
      request.report(done / (tries.length * sides.length));
    }
  }
  return {
    key: pairKey(pair),
    a: picturePath(pair.a),
    b: picturePath(pair.b),
    subjects: [pair.a.subject, pair.b.subject],
    sameClass: isSameClass(pair),
    similarity: Object.fromEntries(
      Object.values(METRICS).map((metric) => [metric.id, metric.similarity(watched(va), watched(vb))]),
    ) as Record<MetricId, number>,
    numbers: Object.fromEntries([...numbers].map(([id, all]) => [id, meanNumbers(all)])),
  };
}

/** Maps of one image, each with the rows that it is judged for. */
function triesOf(variants: readonly Variant[], seeds: number) {
  const recipes = [...new Set(variants.map(({ recipe }) => recipe))].map((recipe) =>
    variants.filter((variant) => variant.recipe === recipe),
  );
  return recipes.flatMap((group) => {
    const method: Method = METHODS[group[0]!.method];
    const draws = method.kind === 'control' && method.stochastic ? seeds : 1;
    return Array.from({ length: draws }, (_, index) => ({ group, index }));
  });
}

/** Masked copies that a pair takes. */
export function copiesOfPair(variants: readonly Variant[], steps: number, seeds: number): number {
  // Of each map: both curves, which share their ends, and the image masked by it.
  const judged = triesOf(variants, seeds).length * (2 * steps + 1);
  return 2 * (judged + copiesOfMethods(variants.map(({ method }) => method)));
}
