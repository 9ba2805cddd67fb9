import type { LinearClassifier } from '../classifier/classifier.ts';
import { softmax } from '../few-shot/prototypes.ts';
import { row, type VectorTable } from '../retrieval/vector-table.ts';
import { minimize, type Smooth } from './minimize.ts';

/** A linear classifier over embeddings, as it was fitted. */
export interface LinearProbe extends LinearClassifier {
  /** W, `[T, E]`, row-major; of the embedding as the network gives it. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  readonly converged: boolean;
  /** The largest entry of the gradient where the search ended. */
  readonly gradient: number;
  readonly iterations: number;
}

/** Penalty on the weights of standardised features where nobody says otherwise. */
export const PENALTY = 0.01;

/** Where the search ends: no entry of the gradient is larger. */
export const TOLERANCE = 1e-6;

/** How many images a class must have: fewer say nothing of how well the classes can be told apart. */
export const PROBE_IMAGES = 5;

/** Why no layer can be fitted to these classes, in words; null where one can. */
export function unfit(classes: readonly { readonly name: string; readonly images: number }[]): string | null {
  const [only] = classes;
  if (!only) return 'There are no classes yet: put pictures of each into a folder of its own.';
  if (classes.length === 1)
    return `There is one class, “${only.name}”. A classifier tells at least two apart.`;
  const small = classes.filter(({ images }) => images < PROBE_IMAGES);
  if (small.length === 0) return null;
  const list = small.map(({ name, images }) => `“${name}” has ${images}`);
  const more = list.length > 4 ? `, and ${list.length - 4} more classes have too few` : '';
  return `A class needs ${PROBE_IMAGES} images at least: ${list.slice(0, 4).join(', ')}${more}. Add pictures, or leave the class out.`;
}

/**
 * Multinomial logistic regression with an L2 penalty: the minimum of the mean cross-entropy plus `λ/2 |V|²`, V the
 * weights of the features standardised over the given rows. The loss is strictly convex in V, so the result does
 * not depend on where the search begins; it begins at 0.
 *
 * @param rows of the table, and the class of each as an index
 * @throws RangeError with fewer than two classes
 */
export function fitProbe(
  table: VectorTable,
  rows: readonly number[],
  labels: readonly number[],
  classes: readonly string[],
  penalty = PENALTY,
): LinearProbe {
  if (classes.length < 2) throw new RangeError('A classifier needs at least two classes.');
  const { mean, scale } = spread(table, rows);
  const E = table.length;
  const T = classes.length;
  const features = rows.map((index) =>
    Float64Array.from(row(table, index), (x, k) => (x - mean[k]!) * scale[k]!),
  );
  const { at, converged, steepest, iterations } = minimize(
    crossEntropy(features, labels, T, penalty),
    new Float64Array(T * (E + 1)),
    { tolerance: TOLERANCE },
  );

  // Back to features as the network gives them.
  const weights = new Float32Array(T * E);
  const bias = new Float32Array(T);
  for (let t = 0; t < T; t++) {
    let shift = at[t * (E + 1) + E]!;
    for (let k = 0; k < E; k++) {
      const weight = at[t * (E + 1) + k]! * scale[k]!;
      weights[t * E + k] = weight;
      shift -= weight * mean[k]!;
    }
    bias[t] = shift;
  }
  return { classes, weights, bias, converged, gradient: steepest, iterations };
}

/**
 * The mean cross-entropy of features under a softmax layer, and `λ/2 |V|²`. Parameters: for each class its weights and
 * then its bias, `[T, E + 1]`.
 */
export function crossEntropy(
  features: readonly Float64Array[],
  labels: readonly number[],
  T: number,
  penalty: number,
): Smooth {
  const n = features.length;
  const E = features[0]?.length ?? 0;
  return (parameters, gradient) => {
    gradient.fill(0);
    let loss = 0;
    features.forEach((x, i) => {
      const p = softmax(scores(parameters, x, T));
      loss -= Math.log(Math.max(p[labels[i]!]!, Number.MIN_VALUE)) / n;
      for (let t = 0; t < T; t++) {
        const error = (p[t]! - (t === labels[i] ? 1 : 0)) / n;
        const start = t * (E + 1);
        for (let k = 0; k < E; k++) gradient[start + k] = gradient[start + k]! + error * x[k]!;
        gradient[start + E] = gradient[start + E]! + error;
      }
    });
    for (let t = 0; t < T; t++)
      for (let k = 0; k < E; k++) {
        const weight = parameters[t * (E + 1) + k]!;
        loss += (penalty / 2) * weight ** 2;
        gradient[t * (E + 1) + k] = gradient[t * (E + 1) + k]! + penalty * weight;
      }
    return loss;
  };
}

/** Mean and inverse standard deviation of every feature; a feature that is the same everywhere counts for nothing. */
function spread(table: VectorTable, rows: readonly number[]): { mean: Float64Array; scale: Float64Array } {
  const mean = new Float64Array(table.length);
  const square = new Float64Array(table.length);
  const average = (into: Float64Array, of: (x: number, k: number) => number) => {
    for (const index of rows)
      for (const [k, x] of row(table, index).entries()) into[k] = into[k]! + of(x, k) / rows.length;
  };
  average(mean, (x) => x);
  average(square, (x, k) => (x - mean[k]!) ** 2);
  const scale = square.map((variance, k) => {
    const noise = 1e-12 * Math.max(mean[k]! ** 2, Number.MIN_VALUE);
    return variance > noise ? 1 / Math.sqrt(variance) : 0;
  });
  return { mean, scale };
}

function scores(parameters: Float64Array, x: Float64Array, classes: number): Float64Array {
  const E = x.length;
  const z = new Float64Array(classes);
  for (let t = 0; t < classes; t++) {
    const start = t * (E + 1);
    let sum = parameters[start + E]!;
    for (let k = 0; k < E; k++) sum += parameters[start + k]! * x[k]!;
    z[t] = sum;
  }
  return z;
}
