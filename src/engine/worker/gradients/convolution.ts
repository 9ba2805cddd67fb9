import {
  Conv2DBackpropInput,
  DepthwiseConv2dNativeBackpropInput,
  engine,
  type NamedAttrMap,
} from '@tensorflow/tfjs-core';
import { type Activation, gate } from './gate.ts';
import type { GraphNode, Rule } from './rule.ts';

const backpropInput = { full: Conv2DBackpropInput, depthwise: DepthwiseConv2dNativeBackpropInput };

function pair(node: GraphNode, name: string): [number, number] {
  const [, height = 1, width = 1] = (node.attrParams[name]?.value ?? []) as number[];
  return [height, width];
}

function activationOf(node: GraphNode): Activation {
  const fused = (node.attrParams.fusedOps?.value ?? []) as string[];
  const activation = fused.find((op) => op !== 'biasadd') ?? 'linear';
  if (activation === 'relu' || activation === 'relu6' || activation === 'linear') return activation;
  throw new Error(`No gradient for '${node.name}': fused activation '${activation}'.`);
}

/** A convolution, full or depthwise, fused or not: `y = activation(conv(x, filter) + bias)`, NHWC, dilation 1. */
export const convolution =
  (kind: keyof typeof backpropInput): Rule =>
  ({ node, dy, output, input, inputShape }, index) => {
    const dilations = pair(node, 'dilations');
    const format = node.attrParams.dataFormat?.value as string;
    if (index !== 0 || dilations.some((d) => d !== 1) || format.toUpperCase() !== 'NHWC') {
      const what = `dilations ${dilations.join('×')}, ${format}`;
      throw new Error(`No gradient for input ${index} of '${node.name}' (${node.op}, ${what}).`);
    }
    const attributes: NamedAttrMap = {
      strides: pair(node, 'strides'),
      pad: node.attrParams.pad?.value as 'same' | 'valid',
      dilations,
      dataFormat: 'NHWC',
      inputShape: inputShape(0),
    };
    return engine().runKernel(
      backpropInput[kind],
      { dy: gate(dy, output, activationOf(node)), filter: input(1) },
      attributes,
    );
  };
