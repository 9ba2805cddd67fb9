import { distance } from '../core/metrics/distance.ts';
import { METRICS } from '../core/metrics/index.ts';
import type { Explanation, ImageExplanation, Score, Slot } from './state.ts';

export type Cost = Explanation['cost'];

/**
 * Explanations as the page shows them: A's and B's next to each other with the scores of the pair, and C's where it
 * takes part.
 *
 * @param images A's, B's, and C's if there is one; of the same settings and engine.
 */
export function sideBySide(id: number, images: readonly ImageExplanation[], cost: Cost): Explanation {
  const [a, b] = [images[0]!, images[1]!];
  const both = <T>(of: (one: ImageExplanation) => T): Readonly<Record<Slot, T>> => ({ a: of(a), b: of(b) });
  const { settings, seed, layerShape, engine } = a;
  const score = (u: Float32Array, v: Float32Array): Score => ({
    similarity: METRICS[settings.metric].similarity(u, v),
    distance: distance(u, v),
  });
  const kind = a.signed || b.signed ? 'norm' : 'mean';
  return {
    id,
    settings,
    seed,
    images,
    pictures: both(({ of }) => of),
    inputSentence: both(({ inputSentence }) => inputSentence),
    finalScore: score(a.vectors.embedding, b.vectors.embedding),
    layerScore: score(a.vectors.pooled, b.vectors.pooled),
    maps: both(({ map }) => map),
    controls: both(({ control }) => control),
    activity: {
      kind,
      maps: both(({ control, featureNorm }) => (kind === 'norm' ? featureNorm : control)),
      correlation: both(({ controlCorrelation, normCorrelation }) =>
        kind === 'norm' ? normCorrelation : controlCorrelation,
      ),
    },
    featureNorms: both(({ featureNorm }) => featureNorm),
    controlCorrelation: both(({ controlCorrelation }) => controlCorrelation),
    cis: a.channelWeights && b.channelWeights ? { a: a.channelWeights, b: b.channelWeights } : null,
    vectors: both(({ vectors }) => vectors),
    partners: both(({ against }) => against),
    objective: both(({ objective }) => objective),
    third: images[2] ?? null,
    layerShape,
    engine,
    cost,
  };
}
