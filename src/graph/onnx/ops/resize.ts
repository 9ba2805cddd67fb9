import { attr } from '../../attr.ts';
import { axisOf, range, stridesOf } from '../../dims.ts';
import { broken, notRun } from '../../refusal.ts';
import type { Builder } from '../builder.ts';
import { checkFolded } from '../elementwise.ts';
import type { Convert, Step } from '../step.ts';
import { Constant } from '../tensor.ts';
import { isConstant, type Live, NHWC, type Value } from '../value.ts';
import { multiply } from './matmul.ts';

interface Rule {
  readonly mode: string;
  readonly coordinates: string;
  readonly nearest: string;
  readonly cubic: number;
  readonly excludeOutside: boolean;
  readonly antialias: boolean;
}

/**
 * Resampling along one axis is a matrix `[from, to]`; along several, one product after the other. ONNX's Resize in
 * all modes but cropping: https://onnx.ai/onnx/operators/onnx__Resize.html
 */
function matrix(from: number, to: number, scale: number, rule: Rule): Float32Array {
  const out = new Float32Array(from * to);
  for (let i = 0; i < to; i++) {
    const x = coordinate(i, from, to, scale, rule);
    for (const [place, weight] of taps(x, from, scale, rule)) {
      out[Math.min(Math.max(place, 0), from - 1) * to + i]! += weight;
    }
  }
  return out;
}

function coordinate(i: number, from: number, to: number, scale: number, { coordinates }: Rule): number {
  const half = (i + 0.5) / scale - 0.5;
  switch (coordinates) {
    case 'half_pixel':
      return half;
    case 'pytorch_half_pixel':
      return to > 1 ? half : 0;
    case 'half_pixel_symmetric': {
      const adjusted = (from / 2) * (1 - to / (scale * from));
      return adjusted + half;
    }
    case 'align_corners':
      // By the exact length, which need not be whole.
      return to > 1 ? (i * (from - 1)) / (from * scale - 1) : 0;
    case 'asymmetric':
      return i / scale;
    default:
      throw notRun(`Resizing with coordinates '${coordinates}' is not run.`);
  }
}

function taps(x: number, from: number, scale: number, rule: Rule): [number, number][] {
  if (rule.mode === 'nearest') return [[nearest(x, rule.nearest), 1]];
  const wide = rule.antialias && scale < 1 ? 1 / scale : 1;
  const reach = (rule.mode === 'cubic' ? 2 : 1) * wide;
  const kernel =
    rule.mode === 'cubic' ? (t: number) => cubic(t, rule.cubic) : (t: number) => Math.max(0, 1 - Math.abs(t));
  const places = range(Math.floor(x + reach) - Math.ceil(x - reach) + 1).map((k) => Math.ceil(x - reach) + k);
  const weights = places.map((p): [number, number] => [
    p,
    rule.excludeOutside && (p < 0 || p >= from) ? 0 : kernel((p - x) / wide),
  ]);
  const total = weights.reduce((sum, [, w]) => sum + w, 0);
  return weights.map(([p, w]) => [p, w / total]);
}

/** Keys' kernel; a = -0.75 is PyTorch's and ONNX's default. */
function cubic(t: number, a: number): number {
  const x = Math.abs(t);
  if (x <= 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  return x < 2 ? a * (((x - 5) * x + 8) * x - 4) : 0;
}

function nearest(x: number, mode: string): number {
  switch (mode) {
    case 'floor':
      return Math.floor(x);
    case 'ceil':
      return Math.ceil(x);
    case 'round_prefer_ceil':
      return Math.floor(x + 0.5);
    default:
      return Math.ceil(x - 0.5);
  }
}

interface Sizes {
  readonly sizes: readonly number[];
  readonly scales: readonly number[];
}

function sizesOf(step: Step, dims: readonly number[]): Sizes {
  const upsample = step.node.op === 'Upsample';
  const scalesAt = upsample || step.opset < 11 ? 1 : 2;
  const scales = step.numbers(scalesAt, 'A scale') ?? step.floats('scales');
  const given = upsample || step.opset < 11 ? undefined : step.numbers(3, 'A size');
  const axes = step.ints('axes')?.map((a) => axisOf(a, dims.length)) ?? range(dims.length);
  const spread = (values: readonly number[], otherwise: (axis: number) => number) =>
    range(dims.length).map((axis) => (axes.includes(axis) ? values[axes.indexOf(axis)]! : otherwise(axis)));
  if (given && given.length > 0) {
    const policy = step.text('keep_aspect_ratio_policy', 'stretch');
    const sizes = spread(given, (axis) => dims[axis]!);
    const own = sizes.map((s, i) => s / dims[i]!);
    if (policy === 'stretch') return { sizes, scales: own };
    const among = axes.map((axis) => own[axis]!);
    const scale = policy === 'not_larger' ? Math.min(...among) : Math.max(...among);
    const all = spread(
      axes.map(() => scale),
      () => 1,
    );
    return { sizes: dims.map((d, i) => (axes.includes(i) ? Math.floor(d * scale + 0.5) : d)), scales: all };
  }
  if (!scales || scales.length !== axes.length)
    throw broken('bad-shapes', 'A Resize has neither sizes nor scales.');
  const all = spread(scales, () => 1);
  return { scales: all, sizes: dims.map((d, i) => (all[i] === 1 ? d : Math.floor(d * all[i]!))) };
}

export const resize: Convert = (step) => {
  const { b } = step;
  const x = step.input(0);
  const { sizes, scales } = sizesOf(step, x.dims);
  if (sizes.some((s) => !(s >= 1))) throw broken('bad-shapes', 'A Resize makes an image without pixels.');
  const old = step.opset < 11;
  const rule: Rule = {
    mode: step.text('mode', 'nearest').replace('bilinear', 'linear'),
    coordinates: old ? 'asymmetric' : step.text('coordinate_transformation_mode', 'half_pixel'),
    nearest: old ? 'floor' : step.text('nearest_mode', 'round_prefer_floor'),
    cubic: step.float('cubic_coeff_a', -0.75),
    excludeOutside: step.int('exclude_outside', 0) === 1,
    antialias: step.int('antialias', 0) === 1,
  };
  const axes = range(x.dims.length).filter((i) => sizes[i] !== x.dims[i] || scales[i] !== 1);
  const stock = isConstant(x) ? null : kernelOf(x, axes, sizes, scales, rule);
  if (stock)
    return b.live(stock.op, [b.as(x, NHWC), b.ints(sizes.slice(2))], sizes, {
      order: NHWC,
      attrs: stock.attrs,
    });
  return axes.reduce((value: Value, axis) => {
    checkFolded([value.dims[axis]!, sizes[axis]!]);
    const weights = matrix(value.dims[axis]!, sizes[axis]!, scales[axis]!, rule);
    return along(b, value, axis, new Constant([value.dims[axis]!, sizes[axis]!], 'float', weights));
  }, x);
};

/** tfjs's own kernels, where they compute the same: over height and width, by exact ratios. */
function kernelOf(
  x: Live,
  axes: readonly number[],
  sizes: readonly number[],
  scales: readonly number[],
  rule: Rule,
) {
  const exact = axes.every((axis) => Math.abs(x.dims[axis]! * scales[axis]! - sizes[axis]!) < 1e-9);
  if (x.dims.length !== 4 || axes.some((axis) => axis < 2) || !exact || axes.length === 0) return null;
  const whole = axes.every((axis) => Number.isInteger(scales[axis]));
  if (rule.mode === 'nearest') {
    // Each cell k times, whichever of these rules is followed.
    const repeats =
      (rule.coordinates === 'asymmetric' && rule.nearest === 'floor') ||
      (/half_pixel/.test(rule.coordinates) && rule.nearest.startsWith('round_prefer'));
    if (!whole || !repeats) return null;
    const attrs = { align_corners: attr.bool(false), half_pixel_centers: attr.bool(false) };
    return { op: 'ResizeNearestNeighbor', attrs };
  }
  if (
    rule.mode !== 'linear' ||
    (rule.antialias && axes.some((axis) => scales[axis]! < 1)) ||
    rule.excludeOutside
  )
    return null;
  const corners = rule.coordinates === 'align_corners' && axes.every((axis) => sizes[axis]! > 1);
  const half =
    rule.coordinates === 'half_pixel' ||
    rule.coordinates === 'half_pixel_symmetric' ||
    (rule.coordinates === 'pytorch_half_pixel' && axes.every((axis) => sizes[axis]! > 1));
  if (!corners && !half && rule.coordinates !== 'asymmetric') return null;
  return {
    op: 'ResizeBilinear',
    attrs: { align_corners: attr.bool(corners), half_pixel_centers: attr.bool(half) },
  };
}

/** A product along one axis: the axis is taken last, multiplied and put back. */
function along(b: Builder, value: Value, axis: number, weights: Constant): Value {
  const rank = value.dims.length;
  const last = [...range(rank).filter((i) => i !== axis), axis];
  const back = range(rank).map((i) => last.indexOf(i));
  if (!isConstant(value)) {
    const product = multiply(b, b.transpose(value, last), weights) as Live;
    return b.transpose(product, back);
  }
  const dims = value.dims.with(axis, weights.dims[1]!);
  checkFolded(dims);
  return new Constant(dims, 'float', () => {
    const [from, to] = [value.dims[axis]!, weights.dims[1]!];
    const inner = stridesOf(value.dims)[axis]!;
    const out = new Float32Array((value.data.length / from) * to);
    for (let k = 0; k < value.data.length; k++) {
      const place = Math.floor(k / inner) % from;
      const base = Math.floor(k / (inner * from)) * inner * to + (k % inner);
      for (let j = 0; j < to; j++) out[base + j * inner]! += value.data[k]! * weights.data[place * to + j]!;
    }
    return out;
  });
}
