import { functions } from '../gradients/elementwise.ts';
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
import { select } from '../gradients/select.ts';
import { addition } from './addition.ts';
import { greater, less } from './extremes.ts';
import { gated } from './gates.ts';
import { difference, quotient } from './normalisation.ts';
import { elementwise, power } from './pass-on.ts';
import { averagePool, meanOver } from './pooling.ts';
import { resizedBilinear } from './resize.ts';
import type { RelevanceRule } from './rule.ts';
import { convolutionSum, matrixSum } from './weighted-sum.ts';

/**
 * How relevance goes back through each TensorFlow op. What only moves numbers moves relevance as it moves gradients,
 * and the winner of a maximum takes all of it, so those rules are the gradients' own.
 */
export const relevanceRules: Readonly<Partial<Record<string, RelevanceRule>>> = {
  ...Object.fromEntries(Object.keys(functions).map((op) => [op, elementwise])),
  Add: addition,
  AddN: addition,
  AddV2: addition,
  AvgPool: averagePool,
  BatchMatMul: matrixSum,
  BatchMatMulV2: matrixSum,
  BiasAdd: addition,
  BroadcastTo: broadcast,
  Cast: elementwise,
  Ceil: elementwise,
  ConcatV2: concatenated,
  Conv2D: convolutionSum('full'),
  DepthToSpace: unfolded,
  DepthwiseConv2dNative: convolutionSum('depthwise'),
  ExpandDims: reshaped,
  Floor: elementwise,
  FusedDepthwiseConv2dNative: convolutionSum('depthwise'),
  Gather: gathered,
  GatherV2: gathered,
  Identity: identity,
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
  RealDiv: quotient,
  Reshape: reshaped,
  ResizeBilinear: resizedBilinear,
  ResizeNearestNeighbor: resizedNearest,
  ReverseV2: reversed,
  Round: elementwise,
  Select: select,
  SelectV2: select,
  Sign: elementwise,
  Slice: sliced,
  Squeeze: reshaped,
  StopGradient: identity,
  StridedSlice: strided,
  Sub: difference,
  Sum: meanOver,
  Tile: tiled,
  Transpose: transposed,
  _FusedConv2D: convolutionSum('full'),
  _FusedMatMul: matrixSum,
};
