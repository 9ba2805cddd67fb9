import { AvgPoolGrad, backend_util, engine, MaxPoolGrad, mul, tensor4d } from '@tensorflow/tfjs-core';
import { attribute, type GraphNode, type Step, unary } from './rule.ts';

function pair(node: GraphNode, name: string): [number, number] {
  const [, height = 1, width = 1] = attribute<readonly number[]>(node, name, []);
  return [height, width];
}

/** Of a pooling node. */
export const poolSettings = ({ node }: Step) => ({
  filterSize: pair(node, 'kernelSize'),
  strides: pair(node, 'strides'),
  pad: attribute(node, 'pad', 'valid') as 'same' | 'valid',
});

/** The greatest of each window: dy goes to it, to the first of equal ones. */
export const maxPool = unary((step) =>
  engine().runKernel(
    MaxPoolGrad,
    { dy: step.dy, input: step.input(0), output: step.output() },
    poolSettings(step),
  ),
);

/**
 * The mean of each window's cells that lie inside the map: each of them gets its share of dy. The kernels of all
 * backends (tfjs 4.22) take every window for a whole one, so dy is scaled first where one reaches over the edge.
 */
export const avgPool = unary((step) => {
  const { filterSize, strides, pad } = poolSettings(step);
  const shape = step.inputShape(0) as [number, number, number, number];
  const info = backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad);
  const inside = (out: number, size: number, length: number, stride: number, before: number) =>
    Array.from({ length: out }, (_, i) => {
      const from = i * stride - before;
      return size / (Math.min(from + size, length) - Math.max(from, 0));
    });
  const rows = inside(info.outHeight, info.filterHeight, info.inHeight, info.strideHeight, info.padInfo.top);
  const columns = inside(info.outWidth, info.filterWidth, info.inWidth, info.strideWidth, info.padInfo.left);
  const whole = [...rows, ...columns].every((factor) => factor === 1);
  const factors = () =>
    tensor4d(
      rows.flatMap((row) => columns.map((column) => row * column)),
      [1, rows.length, columns.length, 1],
    );
  return engine().runKernel(
    AvgPoolGrad,
    { dy: whole ? step.dy : mul(step.dy, factors()), input: step.input(0) },
    poolSettings(step),
  );
});
