import { broadcast, identity, reshaped } from '../gradients/pass-on.ts';
import { maxPool } from '../gradients/pooling.ts';
import {
  concatenated,
  gathered,
  mirrored,
  padded,
  reversed,
  sliced,
  stacked,
  strided,
  tiled,
  transposed,
  unfolded,
} from '../gradients/rearrange.ts';
import { extreme } from '../gradients/reduction.ts';
import { resizedNearest } from '../gradients/resize.ts';
import { addition } from './addition.ts';
import { greater, less } from './extremes.ts';
import { gated } from './gates.ts';
import { centred, divided } from './normalisation.ts';
import { elementwise, power } from './pass-on.ts';
import { averagePool, meanOver } from './pooling.ts';
import type { RelevanceRule } from './rule.ts';
import { convolutionSum, matrixSum } from './weighted-sum.ts';

/**
 * How relevance goes back through each TensorFlow op. What only moves numbers moves relevance as it moves gradients,
 * and the winner of a maximum takes all of it, so those rules are the gradients' own.
 */
export const relevanceRules: Readonly<Partial<Record<string, RelevanceRule>>> = {
  Add: addition,
  AddN: addition,
  AddV2: addition,
  AvgPool: averagePool,
  BatchMatMul: matrixSum,
  BatchMatMulV2: matrixSum,
  BiasAdd: addition,
  BroadcastTo: broadcast,
  ConcatV2: concatenated,
  Conv2D: convolutionSum('full'),
  DepthToSpace: unfolded,
  DepthwiseConv2dNative: convolutionSum('depthwise'),
  Elu: elementwise,
  Erf: elementwise,
  ExpandDims: reshaped,
  FusedDepthwiseConv2dNative: convolutionSum('depthwise'),
  Gather: gathered,
  GatherV2: gathered,
  Identity: identity,
  LeakyRelu: elementwise,
  MatMul: matrixSum,
  Max: extreme,
  Maximum: greater,
  MaxPool: maxPool,
  Mean: meanOver,
  Min: extreme,
  Minimum: less,
  MirrorPad: mirrored,
  Mul: gated,
  Pack: stacked,
  Pad: padded,
  PadV2: padded,
  Pow: power,
  Prelu: elementwise,
  RealDiv: divided,
  Relu: elementwise,
  Relu6: elementwise,
  Reshape: reshaped,
  ResizeNearestNeighbor: resizedNearest,
  ReverseV2: reversed,
  Sigmoid: elementwise,
  Slice: sliced,
  Softplus: elementwise,
  Squeeze: reshaped,
  StridedSlice: strided,
  Sub: centred,
  Sum: meanOver,
  Tanh: elementwise,
  Tile: tiled,
  Transpose: transposed,
  _FusedConv2D: convolutionSum('full'),
  _FusedMatMul: matrixSum,
};
