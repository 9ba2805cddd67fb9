import { add } from './add.ts';
import { convolution } from './convolution.ts';
import { mean } from './mean.ts';
import { multiply } from './multiply.ts';
import { relu6 } from './relu6.ts';
import type { Rule } from './rule.ts';

/** How to go back through each TensorFlow op that the prepared models use. */
export const rules: Readonly<Partial<Record<string, Rule>>> = {
  Add: add,
  AddV2: add,
  Mul: multiply,
  Mean: mean,
  Relu6: relu6,
  Conv2D: convolution('full'),
  _FusedConv2D: convolution('full'),
  DepthwiseConv2dNative: convolution('depthwise'),
  FusedDepthwiseConv2dNative: convolution('depthwise'),
};
