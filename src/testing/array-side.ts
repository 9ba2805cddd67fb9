import type { GradientReduction, Scope, Side, Vectors } from '../core/methods/side.ts';
import { upsample } from '../core/upsample.ts';

/** What lies between the feature map and the embedding, with its exact Jacobian. */
export interface Tail {
  /** The embedding of a feature map `[N, K]` → `[E]`. */
  embed(map: Float64Array, channels: number): Float64Array;
  /** `G[p,k] = Σ_i c_i ∂e_i/∂A[p,k]` → `[N, K]`. */
  pullBack(map: Float64Array, channels: number, cotangent: Float32Array): Float64Array;
  /** Relevance of the embedding, `[E]`, carried to the feature map → `[N, K]` (docs/spec.md, Relevance-CAM). */
  relevance(map: Float64Array, channels: number, ofEmbedding: ArrayLike<number>): Float64Array;
  /** The embedding is divided by its length afterwards, as a network's card says (`Vectors.norm`). */
  readonly normalised?: boolean;
}

/** The mean over positions and nothing else: a pooled last layer. */
export const poolingTail: Tail = {
  embed: pool,
  pullBack: (map, channels, cotangent) =>
    map.map((_, i) => cotangent[i % channels]! / (map.length / channels)),
  relevance: relevanceOfPlaces,
};

/** The mean's rule: `A⁺ R / Σ A⁺`, 0 where that sum is. */
function relevanceOfPlaces(map: Float64Array, channels: number, R: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(channels);
  map.forEach((value, i) => {
    sums[i % channels]! += Math.max(value, 0);
  });
  return map.map((value, i) => {
    const sum = sums[i % channels]!;
    return sum === 0 ? 0 : (Math.max(value, 0) * R[i % channels]!) / sum;
  });
}

/** The linear rule, α = 1 and β = 0. `weights` is `[E, K]`. */
export function relevanceOfSum(
  x: ArrayLike<number>,
  weights: ArrayLike<number>,
  R: ArrayLike<number>,
): Float64Array {
  const out = new Float64Array(x.length);
  for (let i = 0; i < R.length; i++) {
    const part = (k: number) => {
      const w = weights[i * x.length + k]!;
      return Math.max(w, 0) * Math.max(x[k]!, 0) + Math.min(w, 0) * Math.min(x[k]!, 0);
    };
    let Z = 0;
    for (let k = 0; k < x.length; k++) Z += part(k);
    if (Z !== 0) for (let k = 0; k < x.length; k++) out[k]! += (part(k) * R[i]!) / Z;
  }
  return out;
}

/** `u = W mean_p A_p + b`, a linear head after pooling. `weights` is `[E, K]` row-major, `bias` is `[E]`. */
export function linearTail(weights: Float64Array, bias: Float64Array, normalised = false): Tail {
  return {
    normalised,
    embed(map, channels) {
      const x = pool(map, channels);
      return bias.map((b, i) => x.reduce((sum, value, k) => sum + weights[i * channels + k]! * value, b));
    },
    pullBack: (map, channels, cotangent) =>
      map.map((_, at) => {
        const k = at % channels;
        let sum = 0;
        for (let i = 0; i < bias.length; i++) sum += cotangent[i]! * weights[i * channels + k]!;
        return sum / (map.length / channels);
      }),
    relevance: (map, channels, R) =>
      relevanceOfPlaces(map, channels, relevanceOfSum(pool(map, channels), weights, R)),
  };
}

/**
 * `e = mean_p relu(W A_p + b)`: one 1×1 convolution and a kink before pooling, so that the gradient differs
 * from place to place. `weights` is `[E, K]` row-major, `bias` is `[E]`.
 */
export function reluTail(weights: Float64Array, bias: Float64Array): Tail {
  const before = (map: Float64Array, channels: number, p: number, i: number) => {
    let sum = bias[i]!;
    for (let k = 0; k < channels; k++) sum += weights[i * channels + k]! * map[p * channels + k]!;
    return sum;
  };
  return {
    embed(map, channels) {
      const positions = map.length / channels;
      return Float64Array.from(bias, (_, i) => {
        let sum = 0;
        for (let p = 0; p < positions; p++) sum += Math.max(before(map, channels, p, i), 0);
        return sum / positions;
      });
    },
    pullBack(map, channels, cotangent) {
      const positions = map.length / channels;
      const out = new Float64Array(map.length);
      for (let p = 0; p < positions; p++) {
        for (let i = 0; i < bias.length; i++) {
          if (before(map, channels, p, i) <= 0) continue;
          for (let k = 0; k < channels; k++) {
            const at = p * channels + k;
            out[at] = out[at]! + (cotangent[i]! * weights[i * channels + k]!) / positions;
          }
        }
      }
      return out;
    },
    relevance(map, channels, R) {
      const E = bias.length;
      const positions = map.length / channels;
      const active = Float64Array.from({ length: positions * E }, (_, at) =>
        Math.max(before(map, channels, Math.floor(at / E), at % E), 0),
      );
      const ofPlaces = relevanceOfPlaces(active, E, R);
      const out = new Float64Array(map.length);
      for (let p = 0; p < positions; p++) {
        const place = map.subarray(p * channels, (p + 1) * channels);
        out.set(relevanceOfSum(place, weights, ofPlaces.subarray(p * E, (p + 1) * E)), p * channels);
      }
      return out;
    },
  };
}

/**
 * A {@link Side} over a plain array, in double precision (rounded to float32 only where the contract says so),
 * so that methods are tested without tensors. The feature map is at once the image: masking replaces a
 * position by the mean of all.
 *
 * @param map `[h, w, K]`, row-major.
 */
export function arraySide(
  map: ArrayLike<number>,
  shape: readonly [number, number, number],
  tail: Tail = poolingTail,
): Side {
  const [h, w, channels] = shape;
  const positions = h * w;
  const a = Float64Array.from(map);
  if (a.length !== positions * channels)
    throw new RangeError(`${a.length} values for shape ${shape.join('×')}.`);
  const mean = pool(a, channels);
  const embed = (of: Float64Array) => {
    const u = tail.embed(of, channels);
    const norm = Math.hypot(...u);
    return tail.normalised
      ? { embedding: Float32Array.from(u, (value) => value / norm), norm }
      : { embedding: Float32Array.from(u) };
  };
  const vectors: Vectors = { pooled: Float32Array.from(mean), ...embed(a) };

  const propagate = (scope: Scope, cotangent: Float32Array, reduction: GradientReduction): Float32Array => {
    const g = (scope === 'final' ? tail : poolingTail).pullBack(a, channels, cotangent);
    if (reduction === 'whole') return Float32Array.from(g);
    const perChannel = reduction.startsWith('channel');
    const out = new Float64Array(perChannel ? channels : positions);
    for (let i = 0; i < a.length; i++) {
      const at = perChannel ? i % channels : Math.floor(i / channels);
      const gradient = reduction === 'position-activation-positive-gradient' ? Math.max(g[i]!, 0) : g[i]!;
      out[at] = out[at]! + (reduction === 'channel-gradient' ? gradient : a[i]! * gradient);
    }
    return Float32Array.from(out);
  };

  const gram = () => {
    const over = positions < channels ? ('positions' as const) : ('channels' as const);
    const size = Math.min(positions, channels);
    const centred = a.map((value, i) => value - mean[i % channels]!);
    const data = new Float32Array(size * size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        let sum = 0;
        if (over === 'positions') {
          for (let k = 0; k < channels; k++) sum += centred[i * channels + k]! * centred[j * channels + k]!;
        } else {
          for (let p = 0; p < positions; p++) sum += centred[p * channels + i]! * centred[p * channels + j]!;
        }
        data[i * size + j] = sum;
      }
    }
    return { over, size, data };
  };

  const embedMasked = (masks: Float32Array, count: number, height: number, width: number): Float32Array[] =>
    Array.from({ length: count }, (_, i) => {
      const area = height * width;
      const mask = upsample(masks.subarray(i * area, (i + 1) * area), height, width, h, w);
      const masked = a.map((value, at) => {
        const keep = mask[Math.floor(at / channels)]!;
        return keep * value + (1 - keep) * mean[at % channels]!;
      });
      return embed(masked).embedding;
    });

  const weighted = (weights: Float32Array): Float32Array => {
    const out = new Float64Array(positions);
    for (let i = 0; i < a.length; i++) {
      const p = Math.floor(i / channels);
      out[p] = out[p]! + weights[i % channels]! * a[i]!;
    }
    return Float32Array.from(out);
  };

  return {
    shape,
    vectors,
    weighted: (weights) => Promise.resolve(weighted(weights)),
    at: (position) =>
      Promise.resolve(Float32Array.from(a.subarray(position * channels, (position + 1) * channels))),
    features: () => Promise.resolve(Float32Array.from(a)),
    relevance: (ofEmbedding) =>
      Promise.resolve(Float32Array.from(pool(tail.relevance(a, channels, ofEmbedding), channels))),
    propagate: (scope, cotangent, reduction) => Promise.resolve(propagate(scope, cotangent, reduction)),
    gram: () => Promise.resolve(gram()),
    embedMasked: (...args) => Promise.resolve(embedMasked(...args)),
  };
}

function pool(map: Float64Array, channels: number): Float64Array {
  const positions = map.length / channels;
  const mean = new Float64Array(channels);
  for (let i = 0; i < map.length; i++) mean[i % channels] = mean[i % channels]! + map[i]! / positions;
  return mean;
}
