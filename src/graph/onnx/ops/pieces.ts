import { attr } from '../../attr.ts';
import {
  axisOf,
  broadcastDims,
  type Dims,
  dimsText,
  hasBatch,
  permute,
  range,
  sameDims,
  sizeOf,
  sizePerImage,
  stridesOf,
} from '../../dims.ts';
import { broken, notRun } from '../../refusal.ts';
import type { Builder } from '../builder.ts';
import { checkFolded, joined } from '../elementwise.ts';
import type { Convert, Step } from '../step.ts';
import { type Constant, constant } from '../tensor.ts';
import { isConstant, type Live, type Value } from '../value.ts';

/** A piece along one axis: whole numbers `from`, `to` (excluded) and `by`, within the axis. */
interface Piece {
  readonly axis: number;
  readonly from: number;
  readonly to: number;
  readonly by: number;
}

const lengthOf = ({ from, to, by }: Piece): number => Math.max(0, Math.ceil((to - from) / by));

/** Pieces of a value along some of its axes. */
function cutOut(b: Builder, x: Value, pieces: readonly Piece[]): Value {
  const real = pieces.filter(({ axis, from, to, by }) => from !== 0 || to !== x.dims[axis] || by !== 1);
  if (real.length === 0) return x;
  if (real.some(({ axis }) => hasBatch(x.dims[axis]!))) throw notRun('Images are taken out of the batch.');
  const of = new Map(real.map((piece) => [piece.axis, piece]));
  const dims = x.dims.map((d, i) => (of.has(i) ? lengthOf(of.get(i)!) : d));
  if (isConstant(x)) return cutConstant(x, of, dims);
  if (dims.includes(0)) throw notRun('A piece without values is cut out.');
  const order = x.narrow ? range(x.dims.length) : x.order;
  const from = order.map((axis) => of.get(axis)?.from ?? 0);
  const node = b.as(x, order);
  if (real.every(({ by }) => by === 1)) {
    const lies = permute(dims, order);
    const sliced = sliceOfRuns(b, node, permute(x.dims, order), from, lies);
    return { node: sliced, dims, order, type: 'float' };
  }
  if (real.some(({ by }) => by < 0)) throw notRun('A slice runs backwards.');
  const whole = order.reduce((mask, axis, i) => (of.has(axis) ? mask : mask | (1 << i)), 0);
  const to = order.map((axis) => of.get(axis)?.to ?? 0);
  const by = order.map((axis) => of.get(axis)?.by ?? 1);
  return b.live('StridedSlice', [node, b.ints(from), b.ints(to), b.ints(by)], dims, {
    order,
    attrs: {
      begin_mask: attr.int(0),
      end_mask: attr.int(whole),
      ellipsis_mask: attr.int(0),
      new_axis_mask: attr.int(0),
      shrink_axis_mask: attr.int(0),
    },
  });
}

/**
 * A slice with the axes that stay whole merged: backends copy rows of up to four axes, and value by value beyond.
 *
 * @param shape of the node, @param from where each axis begins, @param to the shape that is left
 */
function sliceOfRuns(b: Builder, node: string, shape: Dims, from: readonly number[], to: Dims): string {
  const runs: { size: number; from: number; to: number; whole: boolean }[] = [];
  shape.forEach((size, i) => {
    const whole = size === to[i];
    const last = runs.at(-1);
    if (last?.whole && whole) {
      last.size = sizeOf([last.size, size]);
      last.to = last.size;
    } else runs.push({ size, from: from[i]!, to: to[i]!, whole });
  });
  const merged = runs.length < shape.length && shape.length > 4;
  const [sizes, begins, left] = merged
    ? [runs.map((r) => r.size), runs.map((r) => r.from), runs.map((r) => r.to)]
    : [shape, from, to];
  const lengths = left.map((d, i) => (d === sizes[i] ? -1 : d));
  const whole = merged ? b.reshapeNode(node, sizes) : node;
  const piece = b.node('Slice', [whole, b.ints(begins), b.ints(lengths)], left);
  return merged ? b.reshapeNode(piece, to) : piece;
}

function cutConstant(x: Constant, of: ReadonlyMap<number, Piece>, dims: readonly number[]): Constant {
  const places = x.dims.map((d, axis) => {
    const piece = of.get(axis);
    return piece ? range(lengthOf(piece)).map((i) => piece.from + i * piece.by) : range(d);
  });
  return picked(x, places, dims);
}

/** Values of a constant at chosen places along each axis. */
function picked(x: Constant, places: readonly (readonly number[])[], dims: readonly number[]): Constant {
  checkFolded(dims);
  const strides = stridesOf(x.dims);
  return constant(dims, x.type, {
    *[Symbol.iterator]() {
      const { data } = x;
      const index = places.map(() => 0);
      for (let k = sizeOf(dims); k > 0; k--) {
        yield data[index.reduce((at, i, axis) => at + places[axis]![i]! * strides[axis]!, 0)]!;
        for (let axis = index.length - 1; axis >= 0; axis--) {
          if (++index[axis]! < places[axis]!.length) break;
          index[axis] = 0;
        }
      }
    },
  });
}

/** Starts and ends are an input since opset 10; both may lie outside and count from the end. */
export const slice: Convert = (step) => {
  const x = step.input(0);
  const rank = x.dims.length;
  const starts = step.numbersSince(10, 1, 'starts') ?? [];
  const ends = step.numbersSince(10, 2, 'ends') ?? [];
  const axes = step.numbersSince(10, 3, 'axes') ?? range(starts.length);
  const steps = (step.opset >= 10 ? step.numbers(4, 'steps') : undefined) ?? starts.map(() => 1);
  const pieces = axes.map((given, i): Piece => {
    const axis = axisOf(given, rank);
    const size = x.dims[axis]!;
    const by = steps[i] ?? 1;
    const [low, high] = by > 0 ? [0, size] : [-1, size - 1];
    const place = (value: number) => Math.min(Math.max(value < 0 ? value + size : value, low), high);
    return { axis, from: place(starts[i]!), to: place(ends[i]!), by };
  });
  return cutOut(step.b, x, pieces);
};

export const split: Convert = (step) => {
  const x = step.input(0);
  const axis = step.axis('axis', 0, x.dims.length);
  const size = x.dims[axis]!;
  const count = step.node.outputs.length;
  const each = Math.ceil(size / count);
  const sizes =
    step.numbersSince(13, 1, 'split') ??
    range(count).map((i) => Math.max(0, Math.min(each, size - i * each)));
  if (sizes.length !== count || sizeOf([sizes.reduce((sum, n) => sum + n, 0)]) !== size) {
    throw broken('bad-shapes', `An axis of ${size} cannot be split into [${sizes.join(', ')}].`);
  }
  let from = 0;
  return sizes.map((length) => {
    const piece = { axis, from, to: from + length, by: 1 };
    from += length;
    return cutOut(step.b, x, [piece]);
  });
};

export const gather: Convert = (step) => {
  const { b } = step;
  const x = step.input(0);
  const rank = x.dims.length;
  const axis = step.axis('axis', 0, rank);
  const size = x.dims[axis]!;
  const indices = step.constant(1, 'The index of a Gather');
  const places = [...indices.data].map((i) => (i < 0 ? i + size : i));
  if (places.some((i) => !(i >= 0 && i < size)))
    throw broken('bad-shapes', `A Gather reads beyond ${size} places.`);
  const dims = [...x.dims.slice(0, axis), ...indices.dims, ...x.dims.slice(axis + 1)];
  const row = x.dims.map((d, i) => (i === axis ? places.length : d));
  if (isConstant(x))
    return picked(
      x,
      x.dims.map((d, i) => (i === axis ? places : range(d))),
      row,
    ).withDims(dims);
  if (hasBatch(size)) throw notRun('Images are taken out of the batch.');
  const isRun = places.every((p, i) => i === 0 || p === places[i - 1]! + 1);
  if (isRun) {
    const piece = { axis, from: places[0]!, to: places.at(-1)! + 1, by: 1 };
    return b.reshape(cutOut(b, x, [piece]) as Live, dims);
  }
  const order = x.narrow ? range(rank) : x.order;
  const names = [b.as(x, order), b.ints(places), b.ints([order.indexOf(axis)], [])];
  const attrs = { batch_dims: attr.int(0) };
  return b.reshape(b.live('GatherV2', names, row, { order, attrs }), dims);
};

/** Constants that lack the batch are added onto a padded value: tfjs concatenates equal shapes only. */
export const concat: Convert = (step) => {
  const { b } = step;
  const parts = step.inputs.filter((v) => !v.dims.includes(0) || v.dims.length !== 1);
  const first = parts[0] ?? step.input(0);
  if (parts.length <= 1) return first;
  const rank = first.dims.length;
  const axis = step.axis('axis', 1, rank);
  const outer = parts.map((v) => v.dims.toSpliced(axis, 1)).reduce(broadcastDims);
  const total = parts.reduce((sum, v) => sum + v.dims[axis]!, 0);
  const dims = outer.toSpliced(axis, 0, total);
  if (parts.every(isConstant)) return joinConstants(parts, axis, dims);
  const lives = parts.filter((v): v is Live => !isConstant(v));
  if (hasBatch(lives[0]!.dims[axis]!)) throw notRun('Images are joined into one batch.');
  const mixed = parts.some((v) => !sameDims(v.dims.toSpliced(axis, 1), outer));
  if (mixed) return joinBroadcast(b, parts, axis, dims);
  const largest = lives.toSorted((p, q) => sizePerImage(q.dims) - sizePerImage(p.dims))[0]!;
  const order = largest.narrow ? range(rank) : largest.order;
  const names = [...parts.map((v) => b.as(v, order)), b.ints([order.indexOf(axis)], [])];
  return b.live('ConcatV2', names, dims, {
    order,
    attrs: { N: attr.int(parts.length), Tidx: attr.type('DT_INT32') },
  });
};

function joinConstants(parts: readonly Constant[], axis: number, dims: readonly number[]): Constant {
  checkFolded(dims);
  const { type } = parts[0]!;
  const outer = sizeOf(dims.slice(0, axis));
  return constant(dims, type, {
    *[Symbol.iterator]() {
      for (let o = 0; o < outer; o++) {
        for (const part of parts) {
          const size = sizeOf(part.dims.slice(axis));
          yield* part.data.subarray(o * size, (o + 1) * size);
        }
      }
    },
  });
}

/** Each part padded with zeros to the whole, and all of them added: what is constant broadcasts over the images. */
function joinBroadcast(b: Builder, parts: readonly Value[], axis: number, dims: readonly number[]): Live {
  let at = 0;
  const summands = parts.map((part): Value => {
    const [before, after] = [at, dims[axis]! - at - part.dims[axis]!];
    at += part.dims[axis]!;
    const pads = part.dims.map((_, i) => (i === axis ? [before, after] : [0, 0]));
    return padWith(b, part, pads, 0);
  });
  return joined(
    b,
    'AddV2',
    [summands.slice(0, -1).reduce((p, q) => sum(b, p, q)), summands.at(-1)!],
    'float',
  );
}

const sum = (b: Builder, x: Value, y: Value): Value => {
  if (!isConstant(x) || !isConstant(y)) return joined(b, 'AddV2', [x, y], 'float');
  return constant(
    x.dims,
    'float',
    x.data.map((v, i) => v + y.data[i]!),
  );
};

/** A value with constant padding, `[before, after]` for each axis. */
export function padWith(b: Builder, x: Value, pads: readonly (readonly number[])[], value: number): Value {
  const dims = x.dims.map((d, i) => d + pads[i]![0]! + pads[i]![1]!);
  if (isConstant(x)) {
    checkFolded(dims);
    const strides = stridesOf(dims);
    const from = stridesOf(x.dims);
    const out = new Float64Array(sizeOf(dims)).fill(value);
    x.data.forEach((v, k) => {
      const place = x.dims.reduce(
        (p, d, i) => p + ((Math.floor(k / from[i]!) % d) + pads[i]![0]!) * strides[i]!,
        0,
      );
      out[place] = v;
    });
    return constant(dims, x.type, out);
  }
  const order = x.narrow ? range(x.dims.length) : x.order;
  const names = [
    b.as(x, order),
    b.ints(permute(pads, order).flat(), [order.length, 2]),
    b.floats(Float32Array.of(value), []),
  ];
  return b.live('PadV2', names, dims, { order, attrs: { Tpaddings: attr.type('DT_INT32') } });
}

/** Negative pads cut off; reflection and edges are made of mirrored padding. */
export const pad: Convert = (step) => {
  const { b } = step;
  const x = step.input(0);
  const rank = x.dims.length;
  const mode = step.text('mode', 'constant');
  const given = step.numbersSince(11, 1, 'pads') ?? [];
  const axes =
    (step.opset >= 18 ? step.numbers(3, 'axes') : undefined)?.map((a) => axisOf(a, rank)) ?? range(rank);
  if (given.length !== 2 * axes.length)
    throw broken('bad-shapes', `${given.length} pads for ${axes.length} axes.`);
  const value = step.opset >= 11 ? (step.numbers(2, 'The padding')?.[0] ?? 0) : step.float('value', 0);
  const pads = range(rank).map((axis) => {
    const i = axes.indexOf(axis);
    return i < 0 ? [0, 0] : [given[i]!, given[i + axes.length]!];
  });
  if (pads.some(([before, after], i) => (before !== 0 || after !== 0) && hasBatch(x.dims[i]!))) {
    throw notRun('The batch is padded.');
  }
  const cut = pads.map(([before, after], axis): Piece => {
    const size = x.dims[axis]!;
    return {
      axis,
      from: Math.max(0, -before!),
      to: hasBatch(size) ? size : size - Math.max(0, -after!),
      by: 1,
    };
  });
  const inside = cutOut(b, x, cut);
  const outside = pads.map(([before, after]) => [Math.max(0, before!), Math.max(0, after!)]);
  if (outside.flat().every((n) => n === 0)) return inside;
  if (mode === 'constant') return padWith(b, inside, outside, value);
  if (isConstant(inside)) throw notRun(`A constant is padded by '${mode}'.`);
  if (mode === 'edge') return edged(step, inside, outside);
  if (mode !== 'reflect') throw notRun(`Padding by '${mode}' is not run.`);
  if (
    outside.some(
      ([before, after], i) => Math.max(before!, after!) >= inside.dims[i]! && Math.max(before!, after!) > 0,
    )
  ) {
    throw notRun(`A reflection is wider than ${dimsText(inside.dims)}.`);
  }
  const order = inside.narrow ? range(rank) : inside.order;
  const dims = inside.dims.map((d, i) => d + outside[i]![0]! + outside[i]![1]!);
  const names = [b.as(inside, order), b.ints(permute(outside, order).flat(), [rank, 2])];
  return b.live('MirrorPad', names, dims, {
    order,
    attrs: { mode: attr.text('REFLECT'), Tpaddings: attr.type('DT_INT32') },
  });
};

/** The outermost values again and again: one axis after the other, slices joined. */
function edged(step: Step, x: Live, pads: readonly (readonly number[])[]): Live {
  const { b } = step;
  return pads.reduce((value: Live, [before = 0, after = 0], axis) => {
    if (before === 0 && after === 0) return value;
    const size = value.dims[axis]!;
    const edge = (at: number) => b.plain(cutOut(b, value, [{ axis, from: at, to: at + 1, by: 1 }]));
    const names = [
      ...new Array<string>(before).fill(before > 0 ? edge(0) : ''),
      b.plain(value),
      ...new Array<string>(after).fill(after > 0 ? edge(size - 1) : ''),
    ];
    const dims = value.dims.with(axis, size + before + after);
    return b.live('ConcatV2', [...names, b.ints([axis], [])], dims, {
      attrs: { N: attr.int(names.length), Tidx: attr.type('DT_INT32') },
    });
  }, x);
}
