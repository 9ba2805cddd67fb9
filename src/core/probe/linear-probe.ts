import { argmax, softmax } from '../few-shot/prototypes.ts';
import { random } from '../random.ts';
import { row, type VectorTable } from '../retrieval/vector-table.ts';
import { minimize } from './minimize.ts';

/** A linear classifier over embeddings: `z = W x + b`. */
export interface LinearProbe {
  /** T of them, in the order of the rows of W. */
  readonly classes: readonly string[];
  /** W, `[T, E]`, row-major. */
  readonly weights: Float32Array;
  /** b, `[T]`. */
  readonly bias: Float32Array;
  readonly converged: boolean;
}

/** Penalty on the weights of standardised features where nobody says otherwise. */
export const PENALTY = 0.01;

/** How many images a class must have: fewer say nothing of how well the classes can be told apart. @public */
export const PROBE_IMAGES = 5;

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
  const features = rows.map((index) => row(table, index).map((x, k) => (x - mean[k]!) * scale[k]!));
  const { at, converged } = minimize(
    (parameters, gradient) => {
      gradient.fill(0);
      let loss = 0;
      features.forEach((x, i) => {
        const z = scores(parameters, x, T);
        const p = softmax(z);
        loss -= Math.log(Math.max(p[labels[i]!]!, Number.MIN_VALUE)) / rows.length;
        for (let t = 0; t < T; t++) {
          const error = (p[t]! - (t === labels[i] ? 1 : 0)) / rows.length;
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
    },
    new Float64Array(T * (E + 1)),
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
  return { classes, weights, bias, converged };
}

/** Logits of one embedding, `[T]`. */
export function probeLogits({ weights, bias }: LinearProbe, x: ArrayLike<number>): Float64Array {
  return Float64Array.from(bias, (b, t) => {
    let sum = b;
    for (let k = 0; k < x.length; k++) sum += weights[t * x.length + k]! * x[k]!;
    return sum;
  });
}

/**
 * Accuracy on images that the probe was not fitted to: every image is left out once, in folds that hold every class
 * in proportion. Beside it chance, the share of the largest class.
 */
export function crossValidate(
  table: VectorTable,
  rows: readonly number[],
  labels: readonly number[],
  classes: readonly string[],
  { folds = 5, seed = 1, penalty = PENALTY } = {},
): { readonly accuracy: number; readonly chance: number } {
  const stream = random(seed);
  const foldOf = new Array<number>(rows.length).fill(0);
  const sizes = classes.map((_, label) => {
    const own = stream.shuffle([...labels.keys()].filter((i) => labels[i] === label));
    own.forEach((i, order) => {
      foldOf[i] = order % folds;
    });
    return own.length;
  });
  let right = 0;
  for (let fold = 0; fold < folds; fold++) {
    const kept = [...rows.keys()].filter((i) => foldOf[i] !== fold);
    const probe = fitProbe(
      table,
      kept.map((i) => rows[i]!),
      kept.map((i) => labels[i]!),
      classes,
      penalty,
    );
    for (const i of rows.keys())
      if (foldOf[i] === fold && argmax(probeLogits(probe, row(table, rows[i]!))) === labels[i]) right += 1;
  }
  return { accuracy: right / rows.length, chance: Math.max(...sizes) / rows.length };
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

function scores(parameters: Float64Array, x: Float32Array, classes: number): Float64Array {
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
