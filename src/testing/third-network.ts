import { waves, writeOnnx } from './onnx/write-onnx.ts';

/** Height, width and channels of a map, row-major `[h, w, K]`. */
export interface PlainMap {
  readonly h: number;
  readonly w: number;
  readonly k: number;
  readonly data: Float64Array;
}

const [HEIGHT, WIDTH] = [64, 32] as const;
export const THIRD_SIZE = { height: HEIGHT, width: WIDTH, formulaOffset: 22 } as const;

/** Channels in and out, and stride, of each 3 × 3 convolution with padding 1; the last one keeps its size. */
const STAGES = [
  { from: 3, to: 6, stride: 2 },
  { from: 6, to: 8, stride: 2 },
  { from: 8, to: 10, stride: 1 },
] as const;
export const THIRD_DIMENSIONS = 5;

export const kernels = STAGES.map(({ from, to }, i) => waves(to * from * 9, i + 1));
const biases = STAGES.map(({ to }, i) => waves(to, i + 11));
export const matrix = waves(THIRD_DIMENSIONS * 10, 21);
const offset = waves(THIRD_DIMENSIONS, 22);

/** What the page calls each map: the ONNX values, and last the folded head, whose mean is the embedding. */
export const THIRD_LAYERS = ['relu0', 'relu1', 'relu2', 'embedding (at every position)'] as const;

/** 64 × 32 pixels, three convolutions of which the last has stride 1, the mean, a linear layer and a norm of one. */
export function thirdNetwork(): Uint8Array {
  return writeOnnx({
    nodes: [
      ...STAGES.flatMap(({ stride }, i) => [
        {
          op: 'Conv',
          inputs: [i === 0 ? 'image' : `relu${i - 1}`, `kernel${i}`, `bias${i}`],
          outputs: [`conv${i}`],
          attributes: { pads: [1, 1, 1, 1], strides: [stride, stride] },
        },
        { op: 'Relu', inputs: [`conv${i}`], outputs: [`relu${i}`] },
      ]),
      { op: 'GlobalAveragePool', inputs: ['relu2'], outputs: ['pool'] },
      { op: 'Flatten', inputs: ['pool'], outputs: ['flat'] },
      { op: 'Gemm', inputs: ['flat', 'matrix', 'offset'], outputs: ['head'], attributes: { transB: 1 } },
      { op: 'ReduceL2', inputs: ['head'], outputs: ['length'], attributes: { axes: [1], keepdims: 1 } },
      { op: 'Div', inputs: ['head', 'length'], outputs: ['embedding'] },
    ],
    tensors: [
      ...STAGES.flatMap(({ from, to }, i) => [
        { name: `kernel${i}`, dims: [to, from, 3, 3], floats: kernels[i]! },
        { name: `bias${i}`, dims: [to], floats: biases[i]! },
      ]),
      { name: 'matrix', dims: [THIRD_DIMENSIONS, 10], floats: matrix },
      { name: 'offset', dims: [THIRD_DIMENSIONS], floats: offset },
    ],
    inputs: [{ name: 'image', dims: ['n', 3, HEIGHT, WIDTH] }],
  });
}

/** Each product of a convolution: the place in the input, in the output, and in the kernel `[to, from, 3, 3]`. */
export function eachTap(
  x: Pick<PlainMap, 'h' | 'w'>,
  stage: number,
  visit: (input: number, output: number, tap: number) => void,
): { readonly h: number; readonly w: number } {
  const { from, to, stride } = STAGES[stage]!;
  const [h, w] = [Math.ceil(x.h / stride), Math.ceil(x.w / stride)];
  for (let r = 0; r < h; r++)
    for (let c = 0; c < w; c++)
      for (let dy = 0; dy < 3; dy++)
        for (let dx = 0; dx < 3; dx++) {
          const [y, px] = [r * stride + dy - 1, c * stride + dx - 1];
          if (y < 0 || y >= x.h || px < 0 || px >= x.w) continue;
          for (let o = 0; o < to; o++)
            for (let i = 0; i < from; i++)
              visit((y * x.w + px) * from + i, (r * w + c) * to + o, ((o * from + i) * 3 + dy) * 3 + dx);
        }
  return { h, w };
}

/** The map behind a stage's ReLU, in doubles. */
function forward(x: PlainMap, stage: number): PlainMap {
  const { to, stride } = STAGES[stage]!;
  const count = Math.ceil(x.h / stride) * Math.ceil(x.w / stride);
  const data = Float64Array.from({ length: count * to }, (_, i) => biases[stage]![i % to]!);
  const size = eachTap(x, stage, (input, output, tap) => {
    data[output]! += x.data[input]! * kernels[stage]![tap]!;
  });
  return { ...size, k: to, data: data.map((v) => Math.max(v, 0)) };
}

/** The gradient in front of a stage, of that behind its ReLU. */
function backward(x: PlainMap, y: PlainMap, stage: number, dy: Float64Array): Float64Array {
  const dx = new Float64Array(x.data.length);
  eachTap(x, stage, (input, output, tap) => {
    if (y.data[output]! > 0) dx[input]! += dy[output]! * kernels[stage]![tap]!;
  });
  return dx;
}

export function pooled({ h, w, k, data }: PlainMap): number[] {
  const sums = new Array<number>(k).fill(0);
  data.forEach((v, i) => {
    sums[i % k]! += v / (h * w);
  });
  return sums;
}

export const dot = (x: readonly number[], y: readonly number[]) =>
  x.reduce((sum, v, i) => sum + v * y[i]!, 0);
export const scaled = (x: readonly number[], by: number) => x.map((v) => v * by);

/** The maps of an image, each `[h, w, K]`, the folded head last; u, the vector that it averages to. */
export function mapsPlainly(bytes: Uint8Array): { maps: PlainMap[]; u: number[] } {
  const image = { h: HEIGHT, w: WIDTH, k: 3, data: Float64Array.from(bytes, (v) => v / 255) };
  const maps: PlainMap[] = [];
  for (const [stage] of STAGES.entries()) maps.push(forward(maps.at(-1) ?? image, stage));
  const last = maps.at(-1)!;
  const data = new Float64Array(last.h * last.w * THIRD_DIMENSIONS);
  for (let p = 0; p < last.h * last.w; p++)
    for (let d = 0; d < THIRD_DIMENSIONS; d++) {
      const cell = Array.from(last.data.subarray(p * last.k, (p + 1) * last.k));
      data[p * THIRD_DIMENSIONS + d] =
        dot(cell, Array.from(matrix.subarray(d * 10, (d + 1) * 10))) + offset[d]!;
    }
  const head = { h: last.h, w: last.w, k: THIRD_DIMENSIONS, data };
  return { maps: [...maps, head], u: pooled(head) };
}

export interface ThirdAnswer {
  /** The embedding, of length one. */
  readonly embedding: readonly number[];
  readonly cosine: number;
  /** SFAM's contribution reading by {@link THIRD_LAYERS}, for the cosine. */
  readonly maps: readonly { readonly final: Float64Array; readonly layer: Float64Array }[];
}

/** `∂(u·c)/∂A` at every map, each of its size, for a cotangent c of the vector that the head averages to. */
export function gradientsPlainly(maps: readonly PlainMap[], c: readonly number[]): Float64Array[] {
  const cells = maps[2]!.h * maps[2]!.w;
  const gradients: Float64Array[] = [];
  gradients[3] = Float64Array.from(
    { length: cells * THIRD_DIMENSIONS },
    (_, i) => c[i % THIRD_DIMENSIONS]! / cells,
  );
  gradients[2] = Float64Array.from({ length: cells * 10 }, (_, i) =>
    c.reduce((sum, v, d) => sum + (v * matrix[d * 10 + (i % 10)]!) / cells, 0),
  );
  for (const stage of [2, 1])
    gradients[stage - 1] = backward(maps[stage - 1]!, maps[stage]!, stage, gradients[stage]!);
  return gradients;
}

/** `Σ_k w_k A[p,k]`, `[h·w]`. */
export const weightedPlainly = ({ k, data }: PlainMap, weights: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: data.length / k }, (_, p) =>
    Array.from(weights).reduce((sum, weight, i) => sum + weight * data[p * k + i]!, 0),
  );

/** What docs/spec.md says of an image against another, in doubles, by loops that share nothing with the engine. */
export function explainPlainly(image: Uint8Array, other: Uint8Array): ThirdAnswer {
  const [a, b] = [mapsPlainly(image), mapsPlainly(other)];
  const [length, f] = [Math.hypot(...a.u), scaled(b.u, 1 / Math.hypot(...b.u))];
  const embedding = scaled(a.u, 1 / length);
  // Held: ∂(e·f)/∂u with |u| taken as it is.
  const c = scaled(f, 1 / length);
  const gradients = gradientsPlainly(a.maps, c);
  const maps = a.maps.map((map, at) => {
    const propagated = new Array<number>(map.k).fill(0);
    map.data.forEach((v, i) => {
      propagated[i % map.k]! += v * gradients[at]![i]!;
    });
    const [x, y] = [pooled(map), pooled(b.maps[at]!)];
    const own = x.map((v, i) => (v * y[i]!) / (Math.hypot(...x) * Math.hypot(...y)));
    return { final: weightedPlainly(map, propagated), layer: weightedPlainly(map, own) };
  });
  return { embedding, cosine: dot(embedding, f), maps };
}
