import { readFileSync } from 'node:fs';
import type { MetricId } from '../core/metrics/metric.ts';
import type { BuiltInId } from '../core/models/model.ts';
import extra from './golden/extra-methods.json' with { type: 'json' };

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

/** Networks that have reference files; `faces-dlib` has a reference program instead (dlib-forward.ts). */
export type GoldenId = Exclude<BuiltInId, 'faces-dlib'>;

/** Reference numbers of one model on the formula images, in float64 by an independent implementation. */
export interface GoldenModel {
  readonly embedding: Pair;
  readonly similarity: Readonly<Record<MetricId, number>>;
  readonly layers: readonly GoldenLayer[];
}

export function goldenModel(id: GoldenId): GoldenModel {
  return JSON.parse(readFileSync(new URL(`golden/${id}.json`, import.meta.url), 'utf8')) as GoldenModel;
}

/**
 * Grad-CAM++ and XGrad-CAM of the final similarity at a layer, float64, by an independent implementation. Left out is
 * what the reference leaves out: the Euclidean Grad-CAM++ of `objects` at its third layer, where a denominator is near 0.
 */
export function extraMaps(
  model: GoldenId,
  node: string,
  metric: MetricId,
): { readonly method: 'grad-cam-plus-plus' | 'xgrad-cam'; readonly pair: Pair }[] {
  const at = extra[model].find((layer) => layer.node === node)!;
  const plus: Partial<Record<MetricId, Pair>> = at.gradCamPlusPlus;
  const pair = plus[metric];
  return [
    ...(pair ? [{ method: 'grad-cam-plus-plus' as const, pair }] : []),
    { method: 'xgrad-cam' as const, pair: at.xGradCam[metric] },
  ];
}
