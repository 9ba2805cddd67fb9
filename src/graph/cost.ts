import { read } from './attr.ts';
import { type Dims, sizePerImage } from './dims.ts';
import type { ShapedGraph } from './editor.ts';
import { byName, byteLength, type GraphNode, inputsOf } from './graph.ts';

/** What one image costs; counted from shapes, before anything runs. */
export interface Cost {
  readonly multiplyAdds: number;
  /** Values that are held at once at the worst moment, and all weights. */
  readonly peakBytes: number;
  readonly parameters: number;
}

/** Multiply-adds of one node; what neither convolves nor multiplies matrices counts one for each value. */
export function multiplyAddsOf(node: GraphNode, shapes: ReadonlyMap<string, Dims>): number {
  const out = sizePerImage(shapes.get(node.name)!);
  const of = (index: number): Dims => shapes.get(inputsOf(node)[index]!) ?? [];
  switch (node.op) {
    case 'Const':
    case 'Placeholder':
    case 'Reshape':
    case 'Identity':
      return 0;
    case 'Conv2D':
    case '_FusedConv2D': {
      const [high = 1, wide = 1, inner = 1] = of(1);
      return out * high * wide * inner;
    }
    case 'DepthwiseConv2dNative':
    case 'FusedDepthwiseConv2dNative':
      return out * (of(1)[0] ?? 1) * (of(1)[1] ?? 1);
    case 'MatMul':
      return out * (of(0)[read.bool(node.attr, 'transpose_a') ? 0 : 1] ?? 1);
    case 'BatchMatMulV2':
      return out * (of(0).at(read.bool(node.attr, 'adj_x') ? -2 : -1) ?? 1);
    case 'MaxPool':
    case 'AvgPool':
      return out * read.ints(node.attr, 'ksize').reduce((product, k) => product * k, 1);
    default:
      return out;
  }
}

/** @param graph its nodes each after their inputs */
export function costOf({ nodes, weights, shapes }: ShapedGraph): Cost {
  const known = byName(nodes);
  const lastRead = new Map<string, number>();
  nodes.forEach((node, i) => {
    for (const input of inputsOf(node)) lastRead.set(input, i);
  });
  const leaving = new Map<number, string[]>();
  for (const [name, i] of lastRead) leaving.set(i, [...(leaving.get(i) ?? []), name]);
  const bytes = (name: string) =>
    known.get(name)!.op === 'Const' || known.get(name)!.op === 'Reshape'
      ? 0
      : 4 * sizePerImage(shapes.get(name)!);
  let [multiplyAdds, held, peak] = [0, 0, 0];
  nodes.forEach((node, i) => {
    multiplyAdds += multiplyAddsOf(node, shapes);
    held += bytes(node.name);
    peak = Math.max(peak, held);
    for (const name of leaving.get(i) ?? []) held -= bytes(name);
  });
  const weightBytes = [...weights.values()].reduce((sum, { spec }) => sum + byteLength(spec), 0);
  const parameters = [...weights.values()]
    .filter(({ spec }) => spec.dtype === 'float32')
    .reduce((sum, { spec }) => sum + sizePerImage(spec.shape), 0);
  return { multiplyAdds, peakBytes: peak + weightBytes, parameters };
}
