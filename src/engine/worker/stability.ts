import * as tf from '@tensorflow/tfjs-core';
import { METHODS } from '../../core/methods/index.ts';
import { random } from '../../core/random.ts';
import type { MapRequest, StabilityReply } from '../api.ts';
import { FeatureMap } from './feature-map.ts';
import { mapContext } from './map-context.ts';
import { type Source, TensorSide } from './tensor-side.ts';

/** What rounding does to activations between backends (10⁻⁶, a few ulps of float32), and ten times that. */
const DISTURBANCES = [1e-6, 1e-5];
const SEEDS = [1, 2];
/** Both ways: a gate that stands on its kink is pushed over it by one of the two. */
const SIGNS = [1, -1] as const;

/**
 * Makes a map again from feature maps whose every value is multiplied by `1 ± d·u`, u uniform in [−1, 1]. A
 * smooth map moves by about d. Where a pre-activation lies within rounding of a kink (ReLU6, hard-swish), its
 * derivative jumps, and the map with it: by up to 3.5e-3 for a single gate (spec.md, Kinks).
 *
 * The cotangent stays that of the undisturbed pair, so that only the way back through the network moves.
 *
 * @param source the undisturbed side. @param gradient one uncached backward pass; the caller disposes it.
 */
export async function stability(
  source: Source,
  request: MapRequest,
  gradient: (activation: tf.Tensor4D, cotangent: Float32Array) => tf.Tensor4D,
): Promise<StabilityReply> {
  const reference = await mapFrom(source, request, gradient);
  const trials: StabilityReply['trials'][number][] = [];
  for (const disturbance of DISTURBANCES) {
    for (const seed of SEEDS)
      for (const sign of SIGNS) {
        const activation = disturbed(source.map.tensor(), sign * disturbance, seed);
        try {
          const map = await mapFrom({ ...source, map: FeatureMap.of(activation) }, request, gradient);
          trials.push({ disturbance, seed, sign, jump: distanceFrom(reference, map) });
        } finally {
          activation.dispose();
        }
      }
  }
  return { trials };
}

function disturbed(activation: tf.Tensor4D, size: number, seed: number): tf.Tensor4D {
  const stream = random(seed);
  const factors = Float32Array.from({ length: activation.size }, () => 1 + size * (2 * stream.uniform() - 1));
  return tf.tidy(() => tf.mul<tf.Tensor4D>(activation, tf.tensor4d(factors, activation.shape)));
}

async function mapFrom(
  source: Source,
  request: MapRequest,
  gradient: (activation: tf.Tensor4D, cotangent: Float32Array) => tf.Tensor4D,
): Promise<Float32Array> {
  const made: tf.Tensor[] = [];
  const side = new TensorSide(source, {
    gradient: (_image, _layer, cotangent) => {
      const result = gradient(source.map.tensor(), cotangent);
      made.push(result);
      return result;
    },
    relevance: () => {
      throw new Error('Stability is asked of gradients only.');
    },
    embedMasked: () => {
      throw new Error('Stability is asked of gradients only.');
    },
  });
  try {
    const signal = { aborted: false, throwIfAborted: () => undefined };
    const context = mapContext(request, { signal, report: () => undefined });
    return (await METHODS[request.method].map(side, context)).map;
  } finally {
    for (const tensor of made) tensor.dispose();
  }
}

/** Relative L2 distance, or null where the reference is zero. */
function distanceFrom(reference: Float32Array, map: Float32Array): number | null {
  let difference = 0;
  let norm = 0;
  reference.forEach((value, i) => {
    difference += (map[i]! - value) ** 2;
    norm += value ** 2;
  });
  return norm > 0 ? Math.sqrt(difference / norm) : null;
}
