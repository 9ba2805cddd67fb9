import type { Convert } from '../step.ts';
import { activations } from './activation.ts';
import { attention } from './attention.ts';
import { binary, mean, mod, nary, pow } from './binary.ts';
import { clip } from './clip.ts';
import { cast, castLike, constants } from './constants.ts';
import { conv } from './conv.ts';
import { einsum } from './einsum.ts';
import { gemm, matMul } from './matmul.ts';
import {
  batchNormalization,
  groupNormalization,
  instanceNormalization,
  layerNormalization,
  lpNormalization,
  lrn,
  meanVarianceNormalization,
  rmsNormalization,
} from './normalise.ts';
import { concat, gather, pad, slice, split } from './pieces.ts';
import { averagePool, maxPool } from './pool.ts';
import { reciprocal } from './reciprocal.ts';
import { reductions } from './reduce.ts';
import { resize } from './resize.ts';
import { shapes, where } from './shape.ts';
import { logSoftmax, softmax } from './softmax.ts';
import { dropout, identity, not, unary } from './unary.ts';

/** ONNX's operators that are run, by name. */
export const OPERATORS = {
  ...unary,
  ...binary,
  ...nary,
  ...activations,
  ...constants,
  ...reductions,
  ...shapes,
  Attention: attention,
  AveragePool: averagePool,
  BatchNormalization: batchNormalization,
  Cast: cast,
  CastLike: castLike,
  Clip: clip,
  Concat: concat,
  Conv: conv,
  Dropout: dropout,
  Einsum: einsum,
  Gather: gather,
  Gemm: gemm,
  GroupNormalization: groupNormalization,
  Identity: identity,
  InstanceNormalization: instanceNormalization,
  LayerNormalization: layerNormalization,
  LogSoftmax: logSoftmax,
  LpNormalization: lpNormalization,
  LRN: lrn,
  MatMul: matMul,
  MaxPool: maxPool,
  Mean: mean,
  MeanVarianceNormalization: meanVarianceNormalization,
  Mod: mod,
  Not: not,
  Pad: pad,
  Pow: pow,
  Reciprocal: reciprocal,
  Resize: resize,
  RMSNormalization: rmsNormalization,
  Slice: slice,
  Softmax: softmax,
  Split: split,
  Upsample: resize,
  Where: where,
} satisfies Record<string, Convert>;

export type OperatorId = keyof typeof OPERATORS;

export const isOperator = (name: string): name is OperatorId => Object.hasOwn(OPERATORS, name);
