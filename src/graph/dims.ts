import { broken, notRun } from './refusal.ts';

/** Sizes of a tensor's axes. One axis at most may hold a multiple of `BATCH`. */
export type Dims = readonly number[];

/**
 * The number of images, while it is not known: a power of two so large that products and quotients with it are
 * exact in doubles and meet no number that stands in a file (int64 ends at 2^63). `2 * BATCH` is "two per image".
 */
export const BATCH = 2 ** 200;

export const hasBatch = (value: number): boolean => Math.abs(value) >= 2 ** 150;

/** The number of values, `k * BATCH` where the batch is among the axes. */
export const sizeOf = (dims: Dims): number => dims.reduce((product, d) => product * d, 1);

/** The number of values for one image. */
export const sizePerImage = (dims: Dims): number => {
  const size = sizeOf(dims);
  return hasBatch(size) ? size / BATCH : size;
};

/** An axis as tfjs's Reshape, Slice and Placeholder take it: -1 where it is the batch's. */
export const orFree = (d: number): number => (hasBatch(d) ? -1 : d);

/** Distance in a row-major array between neighbours along each axis. */
export function stridesOf(dims: Dims): number[] {
  const strides = dims.map(() => 1);
  for (let i = dims.length - 2; i >= 0; i--) strides[i] = strides[i + 1]! * dims[i + 1]!;
  return strides;
}

/** `out[i] = items[order[i]]`. */
export const permute = <T>(items: readonly T[], order: readonly number[]): T[] => order.map((i) => items[i]!);

export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

export const isIdentity = (order: readonly number[]): boolean => order.every((axis, i) => axis === i);

export const sameDims = (a: Dims, b: Dims): boolean => a.length === b.length && a.every((d, i) => d === b[i]);

/** An axis counted from the front; negative ones count from the end. */
export function axisOf(axis: number, rank: number): number {
  const counted = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(counted) || counted < 0 || counted >= Math.max(rank, 1)) {
    throw broken('bad-shapes', `Axis ${axis} does not exist in a tensor of ${rank} axes.`);
  }
  return counted;
}

/** NumPy's broadcasting of two shapes. */
export function broadcastDims(a: Dims, b: Dims): number[] {
  const rank = Math.max(a.length, b.length);
  return range(rank).map((i) => {
    const x = a[a.length - rank + i] ?? 1;
    const y = b[b.length - rank + i] ?? 1;
    if (x !== y && x !== 1 && y !== 1) {
      throw broken('bad-shapes', `Shapes ${dimsText(a)} and ${dimsText(b)} do not broadcast.`);
    }
    return x === 1 ? y : x;
  });
}

/** `[n, 3, 224, 224]`. */
export const dimsText = (dims: Dims): string =>
  `[${dims.map((d) => (hasBatch(d) ? (d === BATCH ? 'n' : `${d / BATCH}·n`) : String(d))).join(', ')}]`;

/** A whole number that does not depend on the number of images. */
export function fixed(value: number, what: string): number {
  if (hasBatch(value)) throw notRun(`${what} depends on the number of images.`);
  return value;
}

export type Values = Float32Array | Float64Array;

/** One axis of an array that is laid out anew: its length, and how far neighbours lie apart before and after. */
interface Lane {
  size: number;
  from: number;
  readonly to: number;
}

/** Axes in their new order; those that lie next to each other before and after are one. */
function lanesOf(dims: Dims, order: readonly number[]): Lane[] {
  const from = permute(stridesOf(dims), order);
  const sizes = permute(dims, order);
  const to = stridesOf(sizes);
  const lanes: Lane[] = [];
  for (let i = sizes.length - 1; i >= 0; i--) {
    const after = lanes[0];
    if (sizes[i] === 1) continue;
    if (after && from[i] === after.from * after.size) after.size *= sizes[i]!;
    else lanes.unshift({ size: sizes[i]!, from: from[i]!, to: to[i]! });
  }
  return lanes;
}

/** Values along two axes at a time that are moved together: their cache lines are read and written once. */
const BLOCK = 16;

/** A row-major array with its axes in another order: axis i of the result is axis `order[i]` of `dims`. */
export function transposed<T extends Values>(data: T, dims: Dims, order: readonly number[]): T {
  if (isIdentity(order)) return data;
  const out = new (data.constructor as new (n: number) => T)(data.length);
  const lanes = lanesOf(dims, order);
  const last = lanes.pop();
  if (!last || out.length === 0) {
    out.set(data);
    return out;
  }
  // The axis whose neighbours lay closest; what is next to each other afterwards is `last`.
  const near = lanes.toSorted((x, y) => x.from - y.from)[0] ?? { size: 1, from: 0, to: 0 };
  const rest = lanes.filter((lane) => lane !== near);
  const index = rest.map(() => 0);
  for (let [from, to] = [0, 0]; ; ) {
    moveBlocks(data, out, from, to, near, last);
    let axis = rest.length - 1;
    for (; axis >= 0; axis--) {
      const lane = rest[axis]!;
      from += lane.from;
      to += lane.to;
      if (++index[axis]! < lane.size) break;
      from -= lane.from * lane.size;
      to -= lane.to * lane.size;
      index[axis] = 0;
    }
    if (axis < 0) return out;
  }
}

function moveBlocks(data: Values, out: Values, from: number, to: number, near: Lane, last: Lane): void {
  for (let n = 0; n < near.size; n += BLOCK)
    for (let l = 0; l < last.size; l += BLOCK)
      for (let i = n; i < Math.min(n + BLOCK, near.size); i++) {
        const [source, target] = [from + i * near.from, to + i * near.to];
        const end = Math.min(l + BLOCK, last.size);
        for (let k = l; k < end; k++) out[target + k] = data[source + k * last.from]!;
      }
}

/** The values of a constant repeated to a larger shape. */
export function broadcastValues(data: ArrayLike<number>, from: Dims, to: Dims): Float64Array {
  const out = new Float64Array(sizeOf(to));
  const strides = stridesOf(from);
  const missing = to.length - from.length;
  const steps = to.map((_, i) => (i < missing || from[i - missing] === 1 ? 0 : strides[i - missing]!));
  const index = to.map(() => 0);
  let at = 0;
  for (let k = 0; k < out.length; k++) {
    out[k] = data[at]!;
    for (let axis = to.length - 1; axis >= 0; axis--) {
      at += steps[axis]!;
      if (++index[axis]! < to[axis]!) break;
      at -= steps[axis]! * to[axis]!;
      index[axis] = 0;
    }
  }
  return out;
}
