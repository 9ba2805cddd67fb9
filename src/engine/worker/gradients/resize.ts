import { matMul, reshape, type Tensor, tensor2d, transpose } from '@tensorflow/tfjs-core';
import { attribute, type GraphNode, unary } from './rule.ts';

/** Where along an axis the samples of an output cell lie, and their weights. */
type Samples = readonly (readonly [at: number, weight: number])[];
type Sampling = (position: number, size: number, node: GraphNode) => Samples;

const bilinearSamples: Sampling = (position, size) => {
  const at = Math.max(0, position);
  const low = Math.min(Math.floor(at), size - 1);
  const high = Math.min(Math.ceil(at), size - 1);
  return [
    [low, 1 - (at - low)],
    [high, at - low],
  ];
};

const nearestSamples: Sampling = (position, size, node) => {
  const aligned = attribute(node, 'alignCorners', false);
  const at = aligned ? Math.round(position) : Math.floor(position);
  return [[Math.min(Math.max(at, 0), size - 1), 1]];
};

/** `[size, out]`: column i has what output cell i takes of each input cell. */
function matrix(node: GraphNode, size: number, out: number, sample: Sampling, nearest: boolean): Tensor {
  const aligned = attribute(node, 'alignCorners', false);
  const centred = attribute(node, 'halfPixelCenters', false);
  const scale = aligned && out > 1 ? (size - 1) / (out - 1) : size / out;
  const values = new Float32Array(size * out);
  for (let i = 0; i < out; i++) {
    // With centred pixels, the nearest one is where the cell's middle falls.
    const position = centred ? (i + 0.5) * scale - (nearest ? 0 : 0.5) : i * scale;
    for (const [at, weight] of sample(position, size, node)) values[at * out + i]! += weight;
  }
  return tensor2d(values, [size, out]);
}

/** A matrix times every line along one axis. */
function along(axis: number, x: Tensor, by: Tensor): Tensor {
  const order = [axis, ...x.shape.map((_, i) => i).filter((i) => i !== axis)];
  const turned = transpose(x, order);
  const product = matMul(by, reshape(turned, [turned.shape[0], -1]));
  const back = order.map((_, i) => order.indexOf(i));
  return transpose(reshape(product, [product.shape[0], ...turned.shape.slice(1)]), back);
}

/**
 * Resizing is linear along rows and along columns: dy times the transposed matrices of both. The gradient kernels of
 * tfjs 4.22 know nothing of centred pixels, PyTorch's default.
 */
const resized = (sample: Sampling, nearest: boolean) =>
  unary(({ node, dy, inputShape }) => {
    const shape = inputShape(0);
    return [1, 2].reduce<Tensor>(
      (gradient, axis) => along(axis, gradient, matrix(node, shape[axis]!, dy.shape[axis]!, sample, nearest)),
      dy,
    );
  });

export const resizedBilinear = resized(bilinearSamples, false);
export const resizedNearest = resized(nearestSamples, true);
