import { type WrittenNode, type WrittenTensor, writeOnnx } from '../../src/testing/onnx/write-onnx.ts';

/** mulberry32: the same seed gives the same weights everywhere. */
function stream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Attributes = NonNullable<WrittenNode['attributes']>;

interface Window {
  readonly kernel?: number;
  readonly stride?: number;
  readonly groups?: number;
}

/**
 * Writes a network layer by layer, as PyTorch's exporter would after `model.eval()`: batch norms folded, NCHW, every
 * layer by the operators that PyTorch 2.13 writes for it. Weights are random, of a size that keeps values near one.
 */
export class Layers {
  private readonly nodes: WrittenNode[] = [];
  private readonly tensors: WrittenTensor[] = [];
  private readonly random = stream(7);

  /** One node; gives the name of its value. */
  node(op: string, inputs: readonly string[], attributes: Attributes = {}, outputs = 1): string {
    const name = `v${this.nodes.length}`;
    const names = Array.from({ length: outputs }, (_, i) => (outputs === 1 ? name : `${name}.${i}`));
    this.nodes.push({ op, inputs, outputs: names, attributes });
    return name;
  }

  /** Random weights of a given deviation around a centre. */
  floats(dims: readonly number[], deviation: number, centre = 0): string {
    const values = new Float32Array(dims.reduce((product, d) => product * d, 1));
    for (let i = 0; i < values.length; i++) values[i] = centre + (this.random() * 2 - 1) * 1.73 * deviation;
    return this.tensor({ dims, floats: values });
  }

  ints(...values: number[]): string {
    return this.tensor({ dims: [values.length], ints: values });
  }

  index(value: number): string {
    return this.tensor({ dims: [], ints: [value] });
  }

  scalar(value: number): string {
    return this.tensor({ dims: [], floats: Float32Array.of(value) });
  }

  conv(
    x: string,
    from: number,
    to: number,
    { kernel = 1, stride = 1, groups = 1, pad = kernel >> 1 }: Window & { pad?: number } = {},
  ): string {
    const inner = from / groups;
    const weight = this.floats([to, inner, kernel, kernel], Math.sqrt(2 / (inner * kernel * kernel)));
    return this.node('Conv', [x, weight, this.floats([to], 0.1)], {
      kernel_shape: [kernel, kernel],
      strides: [stride, stride],
      pads: [pad, pad, pad, pad],
      group: groups,
    });
  }

  relu(x: string): string {
    return this.node('Relu', [x]);
  }

  relu6(x: string): string {
    return this.node('Clip', [x, this.scalar(0), this.scalar(6)]);
  }

  silu(x: string): string {
    return this.node('Mul', [x, this.node('Sigmoid', [x])]);
  }

  gelu(x: string): string {
    return this.node('Gelu', [x], { approximate: 'none' });
  }

  add(x: string, y: string): string {
    return this.node('Add', [x, y]);
  }

  /** nn.Linear over the last axis of tokens. */
  linear(x: string, from: number, to: number): string {
    const product = this.node('MatMul', [x, this.floats([from, to], Math.sqrt(1 / from))]);
    return this.add(product, this.floats([to], 0.1));
  }

  /** nn.LayerNorm over the last axis. */
  norm(x: string, channels: number): string {
    return this.node(
      'LayerNormalization',
      [x, this.floats([channels], 0.1, 1), this.floats([channels], 0.1)],
      {
        axis: -1,
        epsilon: { float: 1e-6 },
      },
    );
  }

  /** Pooling over all positions and nn.Linear. */
  head(x: string, from: number, to: number): string {
    const flat = this.node('Flatten', [this.node('GlobalAveragePool', [x])]);
    return this.gemm(flat, from, to);
  }

  gemm(x: string, from: number, to: number): string {
    const weight = this.floats([to, from], Math.sqrt(1 / from));
    return this.node('Gemm', [x, weight, this.floats([to], 0.1)], { transB: 1 });
  }

  /** The ONNX file, whose last node is the embedding. @param size of the square image `x` */
  file(size: number): Uint8Array {
    return writeOnnx({
      nodes: this.nodes,
      tensors: this.tensors,
      inputs: [{ name: 'x', dims: ['n', 3, size, size] }],
      opset: 20,
    });
  }

  private tensor(tensor: Omit<WrittenTensor, 'name'>): string {
    const name = `w${this.tensors.length}`;
    this.tensors.push({ name, ...tensor });
    return name;
  }
}
