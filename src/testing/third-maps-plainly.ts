import { waves } from './onnx/write-onnx.ts';
import {
  dot,
  eachTap,
  gradientsPlainly,
  kernels,
  mapsPlainly,
  matrix,
  type PlainMap,
  scaled,
  THIRD_DIMENSIONS,
  THIRD_LAYERS,
  weightedPlainly,
} from './third-network.ts';

const CLASSES = 3;
/** A fully connected layer over the third network's embedding, and the class of it that is explained. */
export const THIRD_CLASSIFIER = {
  classes: ['x', 'y', 'z'],
  weights: waves(CLASSES * THIRD_DIMENSIONS, 31),
  bias: waves(CLASSES, 32),
} as const;
export const THIRD_TARGET = 1;

const row = (t: number): number[] =>
  Array.from(THIRD_CLASSIFIER.weights.subarray(t * THIRD_DIMENSIONS, (t + 1) * THIRD_DIMENSIONS));

/** What a division by nothing gives in a relevance pass: nothing. */
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/**
 * Relevance of the embedding carried back to every map (docs/spec.md, Relevance-CAM: α = 1, β = 0), by loops. All maps
 * but the folded head's are behind a ReLU, so that only the positive weights hand anything on.
 */
function relevancePlainly(maps: readonly PlainMap[], R: readonly number[]): Float64Array[] {
  const head = maps[3]!;
  const last = maps[2]!;
  const sums = new Array<number>(THIRD_DIMENSIONS).fill(0);
  head.data.forEach((v, i) => {
    sums[i % THIRD_DIMENSIONS]! += Math.max(v, 0);
  });
  const found: Float64Array[] = [];
  found[3] = head.data.map((v, i) => {
    const d = i % THIRD_DIMENSIONS;
    return share(Math.max(v, 0) * R[d]!, sums[d]!);
  });
  found[2] = new Float64Array(last.data.length);
  for (let p = 0; p < last.h * last.w; p++)
    for (let d = 0; d < THIRD_DIMENSIONS; d++) {
      const parts = Array.from({ length: last.k }, (_, k) =>
        Math.max(last.data[p * last.k + k]! * matrix[d * last.k + k]!, 0),
      );
      const whole = parts.reduce((sum, part) => sum + part, 0);
      for (const [k, part] of parts.entries())
        found[2][p * last.k + k]! += share(part * found[3][p * THIRD_DIMENSIONS + d]!, whole);
    }
  for (const stage of [2, 1]) {
    const x = maps[stage - 1]!;
    const part = (input: number, tap: number) => Math.max(x.data[input]! * kernels[stage]![tap]!, 0);
    const whole = new Float64Array(maps[stage]!.data.length);
    eachTap(x, stage, (input, output, tap) => {
      whole[output]! += part(input, tap);
    });
    const below = new Float64Array(x.data.length);
    eachTap(x, stage, (input, output, tap) => {
      below[input]! += share(part(input, tap) * found[stage]![output]!, whole[output]!);
    });
    found[stage - 1] = below;
  }
  return found;
}

/** A value of each channel, made of what lies at its places. */
function byChannel({ k }: PlainMap, values: Float64Array, add: (sum: number, value: number) => number) {
  const found = new Array<number>(k).fill(0);
  values.forEach((value, i) => {
    found[i % k] = add(found[i % k]!, value);
  });
  return found;
}

const sum = (map: PlainMap, values: Float64Array) => byChannel(map, values, (all, value) => all + value);
const meanOfMap = (map: PlainMap, values: Float64Array) => scaled(sum(map, values), 1 / (map.h * map.w));

/** The explained vector's cotangent at u, where e = u / |u|. */
const throughNorm = (c: readonly number[], e: readonly number[], length: number) =>
  c.map((v, d) => (v - dot(c, e) * e[d]!) / length);

/** What is compared, by the name of its map: `layer method slot`. */
export const mapName = (layer: string, method: string, slot: string): string => `${layer} ${method} ${slot}`;

/**
 * Grad-CAM++, XGrad-CAM and Relevance-CAM of an image against another (cosine, final), and CAM, Grad-CAM and
 * Relevance-CAM of a class, at every layer of the third network that they are defined at, in doubles.
 */
export function moreMapsPlainly(
  slot: string,
  image: Uint8Array,
  other: Uint8Array,
): Map<string, Float64Array> {
  const [a, b] = [mapsPlainly(image), mapsPlainly(other)];
  const length = Math.hypot(...a.u);
  const e = scaled(a.u, 1 / length);
  const f = scaled(b.u, 1 / Math.hypot(...b.u));
  const ofPair = gradientsPlainly(a.maps, throughNorm(f, e, length));
  const ofClass = gradientsPlainly(a.maps, throughNorm(row(THIRD_TARGET), e, length));
  const relevanceOfPair = relevancePlainly(
    a.maps,
    e.map((v, d) => v * f[d]!),
  );
  const relevanceOfClass = relevancePlainly(a.maps, ofTheClass(e));
  const found = new Map<string, Float64Array>();
  for (const [at, layer] of THIRD_LAYERS.entries()) {
    const map = a.maps[at]!;
    const put = (method: string, weights: readonly number[]) =>
      found.set(mapName(layer, method, slot), weightedPlainly(map, weights));
    const G = ofPair[at]!;
    const total = sum(map, map.data);
    const plusPlus = G.map((g, i) => {
      const denominator = 2 * g ** 2 + total[i % map.k]! * g ** 3;
      return denominator === 0 ? 0 : (Math.max(g, 0) * g ** 2) / denominator;
    });
    put('grad-cam-plus-plus', sum(map, plusPlus));
    const products = sum(
      map,
      G.map((g, i) => g * map.data[i]!),
    );
    put(
      'xgrad-cam',
      products.map((product, k) => share(product, total[k]!)),
    );
    put('relevance-cam', meanOfMap(map, relevanceOfPair[at]!));
    put('class grad-cam', sum(map, ofClass[at]!));
    put('class relevance-cam', meanOfMap(map, relevanceOfClass[at]!));
    if (at === THIRD_LAYERS.length - 1) put('class cam', scaled(row(THIRD_TARGET), 1 / length));
  }
  return found;
}

/** +1 at the class, −1/N at the others, handed back through the fully connected layer. */
function ofTheClass(e: readonly number[]): number[] {
  const found = new Array<number>(THIRD_DIMENSIONS).fill(0);
  for (let t = 0; t < CLASSES; t++) {
    const parts = row(t).map((w, d) => Math.max(w * e[d]!, 0));
    const whole = parts.reduce((all, part) => all + part, 0);
    for (const [d, part] of parts.entries())
      found[d]! += share(part * (t === THIRD_TARGET ? 1 : -1 / CLASSES), whole);
  }
  return found;
}
