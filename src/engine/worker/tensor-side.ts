import * as tf from '@tensorflow/tfjs-core';
import type { Extent } from '../../core/extent.ts';
import type { GradientReduction, Scope, Side, Vectors } from '../../core/methods/side.ts';
import type { FeatureMap } from './feature-map.ts';
import { MaskedCopies } from './masked-copies.ts';
import { maskedPixels } from './masked-pixels.ts';
import { onProcessor } from './on-processor.ts';
import { meanColour } from './pixels.ts';
import { meanRelevance } from './relevance/pooling.ts';

/** What a side needs of the engine: counted passes through the network. */
export interface Passes {
  /** `[1, h, w, K]`, owned by the engine's cache. */
  gradient(image: string, layer: string, cotangent: Float32Array): tf.Tensor4D;
  /** Relevance of the embedding, `[E]`, carried to the layer, `[1, h, w, K]`, owned by the caller. */
  relevance(image: string, layer: string, relevance: Float32Array): tf.Tensor4D;
  /** `[n, h, w, 3]` → `[n, E]`, owned by the caller. */
  embedMasked(images: tf.Tensor4D): tf.Tensor2D;
}

export interface Source {
  readonly image: string;
  readonly layer: string;
  /** The embedding is the pooled feature map of this very layer, so that G is c/N everywhere. */
  readonly isEmbedding: boolean;
  readonly map: FeatureMap;
  readonly vectors: Vectors;
  readonly input: { readonly pixels: Uint8Array; readonly size: Extent };
}

/**
 * {@link Side} over TensorFlow.js: feature maps stay on the device and only small results are read, never
 * synchronously. On a processor, where feature maps are at hand, sums are taken of them as they lie.
 */
export class TensorSide implements Side {
  readonly shape: readonly [number, number, number];
  readonly vectors: Vectors;
  private readonly source: Source;
  private readonly passes: Passes;
  private readonly copies: MaskedCopies;

  /** @param copies those known already, of this network. */
  constructor(source: Source, passes: Passes, copies = new MaskedCopies()) {
    this.shape = source.map.shape;
    this.vectors = source.vectors;
    this.source = source;
    this.passes = passes;
    this.copies = copies;
  }

  weighted(weights: Float32Array): Promise<Float32Array> {
    if (onProcessor()) return this.source.map.read((values) => weightedSums(values, weights));
    return read(() => tf.matMul(this.rows(), tf.tensor2d(weights, [this.shape[2], 1])));
  }

  at(position: number): Promise<Float32Array> {
    return read(() => tf.slice2d(this.rows(), [position, 0], [1, this.shape[2]]));
  }

  /** A, `[h·w, K]`. */
  features(): Promise<Float32Array> {
    return read(() => tf.clone(this.rows()));
  }

  async propagate(
    scope: Scope,
    cotangent: Float32Array,
    reduction: GradientReduction,
  ): Promise<Float32Array> {
    if (scope === 'layer' || this.source.isEmbedding) return this.pooled(cotangent, reduction);
    const gradient = this.passes.gradient(this.source.image, this.source.layer, cotangent);
    return read(() => {
      const G = tf.reshape(gradient, [-1, this.shape[2]]);
      switch (reduction) {
        case 'channel-gradient':
          return tf.sum(G, 0);
        case 'channel-activation-gradient':
          return tf.sum(tf.mul(this.rows(), G), 0);
        case 'position-activation-gradient':
          return tf.sum(tf.mul(this.rows(), G), 1);
        case 'position-activation-positive-gradient':
          return tf.sum(tf.mul(this.rows(), tf.relu(G)), 1);
        case 'whole':
          return tf.clone(G);
      }
    });
  }

  async relevance(ofEmbedding: Float32Array): Promise<Float32Array> {
    const { image, layer, isEmbedding } = this.source;
    if (isEmbedding)
      return read(() => {
        const map = this.source.map.tensor();
        const R = tf.reshape(tf.tensor1d(ofEmbedding), [1, 1, 1, -1]);
        return tf.mean(meanRelevance(map, R, [1, 2]), [0, 1, 2]);
      });
    const carried = this.passes.relevance(image, layer, ofEmbedding);
    return read(() => tf.mean(carried, [0, 1, 2])).finally(() => carried.dispose());
  }

  async gram(): Promise<{ over: 'channels' | 'positions'; size: number; data: Float32Array }> {
    const [h, w, k] = this.shape;
    const over = h * w <= k ? 'positions' : 'channels';
    const data = await read(() => {
      const rows = this.rows();
      const centred = tf.sub<tf.Tensor2D>(rows, tf.mean(rows, 0, true));
      // Transposed first: told to transpose, the product of wasm falls to loops five to ten times slower.
      const turned = tf.transpose(centred);
      return over === 'positions' ? tf.matMul(centred, turned) : tf.matMul(turned, centred);
    });
    return { over, size: over === 'positions' ? h * w : k, data };
  }

  embedMasked(masks: Float32Array, count: number, height: number, width: number): Promise<Float32Array[]> {
    return this.copies.getOr(`${this.source.image} ${height}×${width}`, masks, () =>
      this.embedCopies(masks, count, height, width),
    );
  }

  private async embedCopies(
    masks: Float32Array,
    count: number,
    height: number,
    width: number,
  ): Promise<Float32Array[]> {
    const { pixels, size } = this.source.input;
    const masked = tf.tidy(() => {
      const shape: [number, number, number, number] = [count, ...size, 3];
      if (onProcessor())
        return tf.tensor4d(maskedPixels(pixels, meanColour(pixels), size, masks, height, width), shape);
      const image = tf.tensor4d(Float32Array.from(pixels), [1, ...size, 3]);
      const mean = tf.tensor4d(meanColour(pixels), [1, 1, 1, 3]);
      const coarse = tf.tensor4d(masks, [count, height, width, 1]);
      const mask = tf.image.resizeBilinear(coarse, [...size], false, true);
      return tf.add<tf.Tensor4D>(tf.mul(mask, tf.sub(image, mean)), mean);
    });
    const data = await read(() => this.passes.embedMasked(masked)).finally(() => masked.dispose());
    // On cpu and wasm nothing above lets the worker's event loop turn, and a request to cancel would never arrive.
    await new Promise((turn) => setTimeout(turn, 0));
    const length = data.length / count;
    return Array.from({ length: count }, (_, i) => data.slice(i * length, (i + 1) * length));
  }

  /** G = c/N at every position: the reductions in closed form, without a gradient pass (spec.md, Scope). */
  private async pooled(cotangent: Float32Array, reduction: GradientReduction): Promise<Float32Array> {
    const x = this.vectors.pooled;
    const cells = this.shape[0] * this.shape[1];
    switch (reduction) {
      case 'channel-gradient':
        return cotangent.slice();
      case 'channel-activation-gradient':
        return cotangent.map((c, k) => c * x[k]!);
      case 'position-activation-gradient':
        return this.weighted(cotangent.map((c) => c / cells));
      case 'position-activation-positive-gradient':
        return this.weighted(cotangent.map((c) => Math.max(c, 0) / cells));
      case 'whole':
        return Float32Array.from({ length: cells * x.length }, (_, i) => cotangent[i % x.length]! / cells);
    }
  }

  /** `[h*w, K]`, a view. Call inside a tidy. */
  private rows(): tf.Tensor2D {
    return tf.reshape(this.source.map.tensor(), [-1, this.shape[2]]);
  }
}

async function read(compute: () => tf.Tensor): Promise<Float32Array> {
  const result = tf.tidy(compute);
  try {
    return (await result.data()) as Float32Array;
  } finally {
    result.dispose();
  }
}

/**
 * `M[p] = Σ_k weights_k A[p,k]`, `[N]`, by a plain loop. For a map of 49 cells and some hundred channels what goes
 * round a product of tensors (a view, a tensor of weights, an operator) takes several times the product itself.
 *
 * @param values A, `[N·K]`. @param weights `[K]`.
 */
function weightedSums(values: Float32Array, weights: Float32Array): Float32Array {
  const channels = weights.length;
  const sums = new Float32Array(values.length / channels);
  for (let p = 0, at = 0; p < sums.length; p++) {
    let sum = 0;
    for (let k = 0; k < channels; k++, at++) sum += weights[k]! * values[at]!;
    sums[p] = sum;
  }
  return sums;
}
