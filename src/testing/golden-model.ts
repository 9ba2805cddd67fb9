import { readFileSync } from 'node:fs';
import type { MetricId } from '../core/metrics/metric.ts';
import type { BuiltInId } from '../core/models/model.ts';

type Pair = Readonly<Record<'a' | 'b', number[]>>;
type Readings = Readonly<Record<'contribution' | 'normalized' | 'gradient', Pair>>;

export interface GoldenLayer {
  readonly node: string;
  readonly shape: readonly [number, number, number];
  readonly meanActivation: Pair;
  readonly layerScope: Readonly<
    Record<MetricId, { similarity: number; cis: Partial<Readings>; sfam: Readings; decomposition: Pair }>
  >;
  readonly embeddingScope: Readonly<
    Record<
      MetricId,
      {
        cisSum: Readonly<Record<'contribution' | 'gradient', { a: number; b: number }>>;
        sfam: Readonly<Record<'contribution' | 'gradient', Pair>>;
        gradCam: Pair;
        hiResCam: Pair;
        layerCam: Pair;
      }
    >
  >;
}

/** Reference numbers of one model on the formula images, in float64 by an independent implementation. */
export interface GoldenModel {
  readonly embedding: Pair;
  readonly similarity: Readonly<Record<MetricId, number>>;
  readonly layers: readonly GoldenLayer[];
}

export function goldenModel(id: BuiltInId): GoldenModel {
  return JSON.parse(readFileSync(new URL(`golden/${id}.json`, import.meta.url), 'utf8')) as GoldenModel;
}
