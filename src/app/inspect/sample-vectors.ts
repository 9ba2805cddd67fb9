import { METRICS } from '../../core/metrics/index.ts';
import { layerCard } from '../../core/models/index.ts';
import { SAMPLES } from '../../core/samples/samples.ts';
import { wholeId } from '../crop-box.ts';
import { picturesIn } from '../result.ts';
import type { Result, Settings } from '../state.ts';

/** One vector per photograph that ships, `[K]` each, in the order of SAMPLES. */
export interface SampleVectors {
  readonly key: string;
  readonly vectors: readonly Float32Array[];
}

/** A pair of bundled photographs with its score. */
export interface SamplePairScore {
  readonly similarity: number;
  /** Frames of one animal, the dogs, the pair of cabinets. */
  readonly sameSubject: boolean;
}

/** The layer whose pooled features are compared; null for the embedding, which the last layer's are too. */
export function comparedLayer({ model, layer, scope }: Settings): string | null {
  return scope === 'layer' && !layerCard(model, layer).embedding ? layer : null;
}

/** What the vectors depend on; the metric is not in it. */
export function vectorsKey(settings: Settings): string {
  const { model, size, fit } = settings;
  return [model, size.join('x'), fit, comparedLayer(settings) ?? 'embedding'].join(' ');
}

/** Scores of all pairs of bundled photographs but the result's own. */
export function samplePairScores({ vectors }: SampleVectors, result: Result): SamplePairScore[] {
  const metric = METRICS[result.settings.metric];
  const shown = new Set(picturesIn(result).map(({ id }) => wholeId(id)));
  const isOwn = (i: number, j: number) =>
    shown.has(`sample:${SAMPLES[i]!.id}`) && shown.has(`sample:${SAMPLES[j]!.id}`);
  const found: SamplePairScore[] = [];
  for (let i = 0; i < SAMPLES.length; i++)
    for (let j = i + 1; j < SAMPLES.length; j++)
      if (!isOwn(i, j))
        found.push({
          similarity: metric.similarity(vectors[i]!, vectors[j]!),
          sameSubject: SAMPLES[i]!.subject === SAMPLES[j]!.subject,
        });
  return found;
}
