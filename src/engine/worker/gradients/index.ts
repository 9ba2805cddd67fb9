import { divide, greaterOf, lessOf, multiply, power, squaredDifference, subtract } from './arithmetic.ts';
import { convolution, transposedConvolution } from './convolution.ts';
import { functions } from './elementwise.ts';
import { add, broadcast, flat, identity, reshaped, typed } from './pass-on.ts';
import { avgPool, maxPool } from './pooling.ts';
import { prelu } from './prelu.ts';
import { fusedMatrixProduct, matrixProduct } from './product.ts';
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
} from './rearrange.ts';
import { extreme, mean, product, total } from './reduction.ts';
import { resizedBilinear, resizedNearest } from './resize.ts';
import type { Rule } from './rule.ts';
import { select } from './select.ts';
import { logSoftmax, softmax } from './softmax.ts';

/** How to go back through each TensorFlow op. */
export const rules: Readonly<Partial<Record<string, Rule>>> = {
  ...functions,
  Add: add,
  AddN: add,
  AddV2: add,
  AvgPool: avgPool,
  BatchMatMul: matrixProduct,
  BatchMatMulV2: matrixProduct,
  BiasAdd: add,
  BroadcastTo: broadcast,
  Cast: typed,
  Ceil: flat,
  ConcatV2: concatenated,
  Conv2D: convolution('full'),
  Conv2DBackpropInput: transposedConvolution,
  DepthToSpace: unfolded,
  DepthwiseConv2dNative: convolution('depthwise'),
  ExpandDims: reshaped,
  Floor: flat,
  FusedDepthwiseConv2dNative: convolution('depthwise'),
  Gather: gathered,
  GatherV2: gathered,
  Identity: identity,
  LogSoftmax: logSoftmax,
  MatMul: matrixProduct,
  Max: extreme,
  Maximum: greaterOf,
  MaxPool: maxPool,
  Mean: mean,
  Min: extreme,
  Minimum: lessOf,
  MirrorPad: mirrored,
  Mul: multiply,
  Pack: stacked,
  Pad: padded,
  PadV2: padded,
  Pow: power,
  Prelu: prelu,
  Prod: product,
  RealDiv: divide,
  Reshape: reshaped,
  ResizeBilinear: resizedBilinear,
  ResizeNearestNeighbor: resizedNearest,
  ReverseV2: reversed,
  Round: flat,
  Select: select,
  SelectV2: select,
  Sign: flat,
  Slice: sliced,
  Softmax: softmax,
  SquaredDifference: squaredDifference,
  Squeeze: reshaped,
  StopGradient: flat,
  StridedSlice: strided,
  Sub: subtract,
  Sum: total,
  Tile: tiled,
  Transpose: transposed,
  _FusedConv2D: convolution('full'),
  _FusedMatMul: fusedMatrixProduct,
};
