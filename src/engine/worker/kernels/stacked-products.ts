import {
  BatchMatMul,
  type BatchMatMulAttrs,
  type BatchMatMulInputs,
  broadcast_util,
  type KernelConfig,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import type { Heap } from './heap.ts';

/** Multiply-adds of one product from which on putting its operands apart pays. */
const WORTH = 16_384;

/**
 * Products of stacks of matrices for wasm, whose kernel (tfjs 4.22) has its fast product (XNNPACK) for one pair alone,
 * neither of them transposed, and plain loops, ten times slower, for all else: attention is all else. Here each pair
 * is taken out, laid as the fast product wants it, and multiplied by itself.
 *
 * a `[…, M, K]`, b `[…, K, N]` → `[…, M, N]`; the last two axes the other way round where an attribute says so.
 */
export const stackedProducts = (stock: KernelConfig): KernelConfig => ({
  ...stock,
  kernelName: BatchMatMul,
  kernelFunc: (call) => {
    const { a, b } = call.inputs as Record<keyof BatchMatMulInputs, TensorInfo>;
    const { transposeA, transposeB } = call.attrs as unknown as BatchMatMulAttrs;
    const [left, right] = [stackOf(a, transposeA), stackOf(b, transposeB)];
    const [rows, inner, columns] = [left.rows, left.columns, right.columns];
    const alone = left.count * right.count === 1;
    if ((alone && !transposeA && !transposeB) || rows * inner * columns < WORTH)
      return stock.kernelFunc(call);
    const heap = call.backend as Heap;
    const outer = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
    const count = Math.max(left.count, right.count);
    const output = heap.makeOutput([...outer, rows, columns], 'float32');
    // Of stacks that are not equal, tfjs has one matrix for all on one side: the converter makes no others.
    for (let k = 0; k < count; k++) {
      const [x, y] = [takeOut(heap, left, k), takeOut(heap, right, k)];
      const attrs = { transposeA: false, transposeB: false };
      const product = stock.kernelFunc({
        inputs: { a: x, b: y },
        attrs,
        backend: call.backend,
      }) as TensorInfo;
      heap.typedArrayFromHeap(output).set(heap.typedArrayFromHeap(product), k * rows * columns);
      for (const { dataId } of [x, y, product]) heap.disposeData(dataId);
    }
    return output;
  },
});

interface Stack {
  readonly from: TensorInfo;
  readonly count: number;
  /** Of a matrix as it is multiplied. */
  readonly rows: number;
  readonly columns: number;
  readonly turned: boolean;
}

function stackOf(from: TensorInfo, turned: boolean): Stack {
  const [high, wide] = from.shape.slice(-2) as [number, number];
  const count = util.sizeFromShape(from.shape.slice(0, -2));
  return { from, count, rows: turned ? wide : high, columns: turned ? high : wide, turned };
}

/** A matrix of a stack, the only one where there is one, as a tensor of its own. */
function takeOut(heap: Heap, { from, count, rows, columns, turned }: Stack, k: number): TensorInfo {
  const matrix = heap.makeOutput([1, rows, columns], 'float32');
  const size = rows * columns;
  const at = (k % count) * size;
  const source = heap.typedArrayFromHeap(from).subarray(at, at + size);
  const out = heap.typedArrayFromHeap(matrix);
  if (!turned) out.set(source);
  else
    for (let r = 0, o = 0; r < rows; r++)
      for (let c = 0; c < columns; c++, o++) out[o] = source[c * rows + r]!;
  return matrix;
}
