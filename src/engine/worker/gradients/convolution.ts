import {
  Conv2DBackpropInput,
  conv2d,
  DepthwiseConv2dNativeBackpropInput,
  depthwiseConv2d,
  engine,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { throughActivation } from './fused.ts';
import { reduceToShape } from './reduce-to-shape.ts';
import { attribute, type GraphNode, noGradient, type Rule } from './rule.ts';
import { spreadAxis } from './spread-axis.ts';

const KINDS = {
  full: { backward: Conv2DBackpropInput, forward: conv2d },
  depthwise: { backward: DepthwiseConv2dNativeBackpropInput, forward: depthwiseConv2d },
};

type Padding = 'same' | 'valid' | [[0, 0], [number, number], [number, number], [0, 0]];

/** Height and width of an attribute that names all four axes. */
function pair(node: GraphNode, name: string): [number, number] {
  const [, height = 1, width = 1] = attribute<readonly number[]>(node, name, []);
  return [height, width];
}

function padding(node: GraphNode): Padding {
  const kind = attribute<string>(node, 'pad', 'valid');
  if (kind !== 'explicit') return kind as 'same' | 'valid';
  const edges = attribute<readonly number[]>(node, 'explicitPaddings', []);
  const at = (axis: number): [number, number] => [edges[2 * axis]!, edges[2 * axis + 1]!];
  return [[0, 0], at(1), at(2), [0, 0]];
}

/** `[kh, kw, …]` with `d − 1` zeros between its taps: tfjs's gradient kernels know no dilation. */
function dilated(filter: Tensor, dilations: [number, number]): Tensor {
  return dilations.reduce<Tensor>(
    (spread, step, axis) =>
      step === 1 ? spread : spreadAxis(spread, axis, 0, step, (filter.shape[axis]! - 1) * step + 1),
    filter,
  );
}

/** The convolution of a node's kind and settings without bias and activation, NHWC. */
export function convolve(kind: keyof typeof KINDS, node: GraphNode, x: Tensor, filter: Tensor): Tensor {
  const [strides, dilations] = [pair(node, 'strides'), pair(node, 'dilations')];
  const { forward } = KINDS[kind];
  return forward(x as Tensor4D, filter as Tensor4D, strides, padding(node), 'NHWC', dilations);
}

/** A convolution, full or depthwise, fused or not: `y = activation(conv(x, filter) + bias)`, NHWC. */
export const convolution =
  (kind: keyof typeof KINDS): Rule =>
  (step, index) => {
    const { node, input, inputShape } = step;
    const format = attribute<string>(node, 'dataFormat', 'NHWC');
    if (format.toUpperCase() !== 'NHWC') throw noGradient(node, index, format);
    const [strides, dilations, edges] = [pair(node, 'strides'), pair(node, 'dilations'), padding(node)];
    const { backward } = KINDS[kind];
    const { dy, bias } = throughActivation(step, () => convolve(kind, node, input(0), input(1)));
    if (index === bias) return reduceToShape(dy, inputShape(index));
    if (index !== 0) throw noGradient(node, index, 'its filter is computed');
    const attributes = {
      strides,
      pad: edges,
      dilations: [1, 1],
      dataFormat: 'NHWC',
      inputShape: inputShape(0),
    };
    return engine().runKernel(backward, { dy, filter: dilated(input(1), dilations) }, attributes);
  };

/** `Conv2DBackpropInput` as a forward op, a transposed convolution: its gradient is the convolution. */
export const transposedConvolution: Rule = ({ node, dy, input }, index) => {
  if (index !== 2) throw noGradient(node, index, 'only the feature map may vary');
  return conv2d(dy as Tensor4D, input(1) as Tensor4D, pair(node, 'strides'), padding(node));
};
