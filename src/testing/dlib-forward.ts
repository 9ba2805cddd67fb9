/**
 * dlib's face recognition network in float64 on plain arrays, from the published weights and after the published
 * program (face-api, src/faceRecognitionNet), without anything of the preparation or of tfjs.
 */
import { readFileSync } from 'node:fs';

/** `[size, size, channels]`. */
interface Value {
  readonly size: number;
  readonly channels: number;
  readonly data: Float64Array;
}

interface Spec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly quantization?: { readonly scale: number; readonly min: number };
}

function publishedWeights(): (name: string) => { shape: readonly number[]; values: Float64Array } {
  const folder = new URL('../../node_modules/@vladmandic/face-api/model/', import.meta.url);
  const json = readFileSync(new URL('face_recognition_model-weights_manifest.json', folder), 'utf8');
  const bin = readFileSync(new URL('face_recognition_model.bin', folder));
  const [group] = JSON.parse(json) as { weights: Spec[] }[];
  const found = new Map<string, { shape: readonly number[]; values: Float64Array }>();
  let at = 0;
  for (const { name, shape, quantization } of group!.weights) {
    const length = shape.reduce((n, d) => n * d, 1);
    // The last matrix is stored in float32, all else in bytes.
    const bytes = bin.subarray(at, at + length * (quantization ? 1 : 4));
    const values = quantization
      ? Float64Array.from(bytes, (byte) => byte * quantization.scale + quantization.min)
      : Float64Array.from({ length }, (_, index) => bytes.readFloatLE(4 * index));
    found.set(name, { shape, values });
    at += bytes.length;
  }
  return (name) => found.get(name)!;
}

/** @param same pads so that the size stays; else no pads. */
function convolve(
  x: Value,
  kernel: Float64Array,
  span: number,
  outer: number,
  stride: number,
  same: boolean,
): Value {
  const pad = same ? (span - 1) / 2 : 0;
  const size = same ? x.size : Math.floor((x.size - span) / stride) + 1;
  const data = new Float64Array(size * size * outer);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      for (let u = 0; u < span; u++)
        for (let v = 0; v < span; v++) {
          const [y, z] = [i * stride + u - pad, j * stride + v - pad];
          if (y < 0 || z < 0 || y >= x.size || z >= x.size) continue;
          for (let c = 0; c < x.channels; c++) {
            const value = x.data[(y * x.size + z) * x.channels + c]!;
            if (value === 0) continue;
            const from = ((u * span + v) * x.channels + c) * outer;
            const to = (i * size + j) * outer;
            for (let k = 0; k < outer; k++) data[to + k]! += value * kernel[from + k]!;
          }
        }
  return { size, channels: outer, data };
}

function pool(x: Value, span: number, join: (values: readonly number[]) => number): Value {
  const size = Math.floor((x.size - span) / 2) + 1;
  const data = new Float64Array(size * size * x.channels);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      for (let c = 0; c < x.channels; c++) {
        const seen: number[] = [];
        for (let u = 0; u < span; u++)
          for (let v = 0; v < span; v++)
            seen.push(x.data[((2 * i + u) * x.size + 2 * j + v) * x.channels + c]!);
        data[(i * size + j) * x.channels + c] = join(seen);
      }
  return { size, channels: x.channels, data };
}

const at = (x: Value, i: number, j: number, c: number): number =>
  i < x.size && j < x.size && c < x.channels ? x.data[(i * x.size + j) * x.channels + c]! : 0;

/** The sum of two, zeros beyond the end of either, through ReLU. */
function joined(x: Value, y: Value): Value {
  const [size, channels] = [Math.max(x.size, y.size), Math.max(x.channels, y.channels)];
  const data = Float64Array.from({ length: size * size * channels }, (_, index) => {
    const [i, j] = [Math.floor(index / channels / size), Math.floor(index / channels) % size];
    const c = index % channels;
    return Math.max(0, at(x, i, j, c) + at(y, i, j, c));
  });
  return { size, channels, data };
}

const NAMES = [
  ...['conv32_1', 'conv32_2', 'conv32_3', 'conv64_down', 'conv64_1', 'conv64_2', 'conv64_3'],
  ...['conv128_down', 'conv128_1', 'conv128_2', 'conv256_down', 'conv256_1', 'conv256_2', 'conv256_down_out'],
];

type Weights = ReturnType<typeof publishedWeights>;

function convolution(
  weight: Weights,
  x: Value,
  name: string,
  stride: number,
  same: boolean,
  relu: boolean,
): Value {
  const { shape, values } = weight(`${name}/conv/filters`);
  const outer = shape[3]!;
  const y = convolve(x, values, shape[0]!, outer, stride, same);
  const [bias, factor, summand] = ['conv/bias', 'scale/weights', 'scale/biases'].map(
    (part) => weight(`${name}/${part}`).values,
  );
  const data = y.data.map((value, i) => {
    const k = i % outer;
    const scaled = (value + bias![k]!) * factor![k]! + summand![k]!;
    return relu ? Math.max(0, scaled) : scaled;
  });
  return { ...y, data };
}

/** Blocks in their order, each map put down under its block's name, and the mean and the last matrix. */
function run(
  weight: Weights,
  from: Value,
  names: readonly string[],
  maps: Map<string, Float64Array>,
): Float64Array {
  let x = from;
  for (const name of names) {
    const down = name.includes('down');
    const inner = convolution(weight, x, `${name}/conv1`, down ? 2 : 1, !down, true);
    const outer = convolution(weight, inner, `${name}/conv2`, 1, true, false);
    const beside = down ? pool(x, 2, (values) => values.reduce((sum, value) => sum + value, 0) / 4) : x;
    x = joined(outer, beside);
    maps.set(name, x.data);
  }
  const { values: fc } = weight('fc');
  const embedding = new Float64Array(128);
  for (let p = 0; p < x.size ** 2; p++)
    for (let c = 0; c < x.channels; c++)
      for (let e = 0; e < 128; e++)
        embedding[e]! += (x.data[p * x.channels + c]! * fc[c * 128 + e]!) / x.size ** 2;
  return embedding;
}

/** Every block's map by name, `[h, w, K]` flat, and the embedding, of `[150, 150, 3]` RGB bytes. */
export function dlibForward(pixels: Uint8Array): {
  readonly maps: ReadonlyMap<string, Float64Array>;
  readonly embedding: Float64Array;
} {
  const weight = publishedWeights();
  const maps = new Map<string, Float64Array>();
  const mean = [122.782, 117.001, 104.298];
  const image: Value = {
    size: 150,
    channels: 3,
    data: Float64Array.from(pixels, (byte, i) => (byte - mean[i % 3]!) / 255),
  };
  const first = convolution(weight, image, 'conv32_down', 2, false, true);
  maps.set('conv32_down', first.data);
  const embedding = run(
    weight,
    pool(first, 3, (values) => Math.max(...values)),
    NAMES,
    maps,
  );
  return { maps, embedding };
}

/** The embedding of a map `[size, size, channels]` behind a block, for many maps of the same block. */
export function dlibBehind(block: string, size: number): (map: Float64Array) => Float64Array {
  const weight = publishedWeights();
  const names = NAMES.slice(NAMES.indexOf(block) + 1);
  return (data) => run(weight, { size, channels: data.length / size ** 2, data }, names, new Map());
}
