import { range } from '../../dims.ts';
import { broken, notRun } from '../../refusal.ts';
import type { Builder } from '../builder.ts';
import { binary, scalar, unary } from '../elementwise.ts';
import type { Convert, Step } from '../step.ts';
import { Constant } from '../tensor.ts';
import { isConstant, type Live, type Value } from '../value.ts';
import { multiply } from './matmul.ts';
import { reduce } from './reduce.ts';

/** One value a channel, so shaped that it broadcasts over a tensor of `rank` axes with the channels second. */
function perChannel(b: Builder, value: Value, rank: number): Value {
  const dims = [1, value.dims[0] ?? 1, ...range(rank - 2).map(() => 1)];
  return isConstant(value) ? value.withDims(dims) : b.reshape(value, dims);
}

interface Standardised {
  readonly y: Value;
  readonly mean: Value;
  /** `1 / √(variance + ε)` */
  readonly rate: Value;
}

/** `(x − mean) / √(variance + ε)` over axes. */
function standardise(b: Builder, x: Value, axes: readonly number[], epsilon: number): Standardised {
  const mean = reduce(b, 'Mean', x, axes, true);
  const centred = binary(b, 'Sub', x, mean);
  const rate = rateOf(b, centred, axes, epsilon);
  return { y: binary(b, 'Mul', centred, rate), mean, rate };
}

const standardised = (b: Builder, x: Value, axes: readonly number[], epsilon: number): Value =>
  standardise(b, x, axes, epsilon).y;

/** `1 / √(mean of squares + ε)` over axes. */
function rateOf(b: Builder, x: Value, axes: readonly number[], epsilon: number): Value {
  const squares = reduce(b, 'Mean', binary(b, 'Mul', x, x), axes, true);
  return unary(b, 'Rsqrt', binary(b, 'AddV2', squares, scalar(epsilon)));
}

function affine(b: Builder, x: Value, scale?: Value, shift?: Value): Value {
  const scaled = scale ? binary(b, 'Mul', x, scale) : x;
  return shift ? binary(b, 'AddV2', scaled, shift) : scaled;
}

/** One factor and one summand a channel, which fusing then puts into the convolution before. */
export const batchNormalization: Convert = (step) => {
  const { b } = step;
  const x = step.input(0);
  if (step.int('training_mode', 0) === 1 || step.node.outputs.filter((o) => o !== '').length > 1) {
    throw notRun('A batch normalisation is exported in training mode.');
  }
  const [scale, shift, mean, variance] = range(4).map((i) => step.constant(i + 1, 'Batch normalisation'));
  const epsilon = step.float('epsilon', 1e-5);
  const count = x.dims[1] ?? 1;
  if (![scale!, shift!, mean!, variance!].every((c) => c.data.length === count)) {
    throw broken(
      'bad-shapes',
      'A batch normalisation has another number of channels than what it is applied to.',
    );
  }
  const factors = Float64Array.from(scale!.data, (s, i) => s / Math.sqrt(variance!.data[i]! + epsilon));
  const summands = Float32Array.from(shift!.data, (s, i) => s - mean!.data[i]! * factors[i]!);
  const channel = (values: Float32Array) =>
    perChannel(b, new Constant([count], 'float', values), x.dims.length);
  return affine(b, x, channel(Float32Array.from(factors)), channel(summands));
};

const fromAxis = (step: Step, x: Value): number[] => {
  const axis = step.axis('axis', -1, x.dims.length);
  return range(x.dims.length).slice(axis);
};

export const layerNormalization: Convert = (step) => {
  const x = step.input(0);
  const { y, mean, rate } = standardise(step.b, x, fromAxis(step, x), step.float('epsilon', 1e-5));
  return [affine(step.b, y, step.optional(1), step.optional(2)), mean, rate];
};

export const rmsNormalization: Convert = (step) => {
  const { b } = step;
  const x = step.input(0);
  const rate = rateOf(b, x, fromAxis(step, x), step.float('epsilon', 1e-5));
  return affine(b, binary(b, 'Mul', x, rate), step.optional(1));
};

export const instanceNormalization: Convert = (step) => {
  const { b } = step;
  const x = step.input(0);
  const rank = x.dims.length;
  const y = standardised(b, x, range(rank).slice(2), step.float('epsilon', 1e-5));
  return affine(b, y, perChannel(b, step.input(1), rank), perChannel(b, step.input(2), rank));
};

/** Opset 18 has scale and shift for each group, opset 21 for each channel. */
export const groupNormalization: Convert = (step) => {
  const { b } = step;
  const x = step.live(0);
  const groups = step.int('num_groups', 1);
  const [n = 1, channels = 1, ...space] = x.dims;
  if (channels % groups !== 0)
    throw broken('bad-shapes', `${channels} channels do not divide into ${groups} groups.`);
  const grouped = b.reshape(x, [n, groups, channels / groups, ...space]);
  const rank = grouped.dims.length;
  const y = standardised(b, grouped, range(rank).slice(2), step.float('epsilon', 1e-5)) as Live;
  const [scale, shift] = [step.input(1), step.input(2)];
  if (scale.dims[0] === channels) {
    return affine(
      b,
      b.reshape(y, x.dims),
      perChannel(b, scale, x.dims.length),
      perChannel(b, shift, x.dims.length),
    );
  }
  return b.reshape(affine(b, y, perChannel(b, scale, rank), perChannel(b, shift, rank)) as Live, x.dims);
};

/** `x / |x|`; where the norm is 0, so is the result. */
export const lpNormalization: Convert = (step) => {
  const { b } = step;
  const x = step.input(0);
  const axes = [step.axis('axis', -1, x.dims.length)];
  const norm =
    step.int('p', 2) === 1
      ? reduce(b, 'Sum', unary(b, 'Abs', x), axes, true)
      : unary(b, 'Sqrt', reduce(b, 'Sum', binary(b, 'Mul', x, x), axes, true));
  return binary(b, 'RealDiv', x, binary(b, 'Maximum', norm, scalar(1e-30)));
};

export const meanVarianceNormalization: Convert = (step) =>
  standardised(step.b, step.input(0), step.ints('axes') ?? [0, 2, 3], 1e-9);

/**
 * `x / (bias + alpha/size · Σ x²)^beta` over neighbouring channels, whose sums are a product with a band matrix.
 * Krizhevsky et al., 2012.
 */
export const lrn: Convert = (step) => {
  const { b } = step;
  const x = step.live(0);
  const size = step.int('size', 1);
  const channels = x.dims[1]!;
  const [down, up] = [Math.floor((size - 1) / 2), Math.ceil((size - 1) / 2)];
  const band = new Float32Array(channels * channels);
  for (let from = 0; from < channels; from++) {
    for (let to = 0; to < channels; to++) {
      if (from >= to - down && from <= to + up) band[from * channels + to] = step.float('alpha', 1e-4) / size;
    }
  }
  const last = [0, ...range(x.dims.length).slice(2), 1];
  const squares = b.transpose(binary(b, 'Mul', x, x) as Live, last);
  const sums = multiply(b, squares, new Constant([channels, channels], 'float', band)) as Live;
  const first = [0, x.dims.length - 1, ...range(x.dims.length - 2).map((i) => i + 1)];
  const base = binary(b, 'AddV2', b.transpose(sums, first), scalar(step.float('bias', 1)));
  return binary(b, 'RealDiv', x, binary(b, 'Pow', base, scalar(step.float('beta', 0.75))));
};
