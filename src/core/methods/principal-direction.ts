import { random } from '../random.ts';

/** Stop when a step turns the vector by less than this (radians): far below what float32 input carries. */
const TOLERANCE = 1e-11;
/** Multiply–adds to spend at most: a few tenths of a second. Only nearly equal eigenvalues get there. */
const BUDGET = 2e8;

/**
 * The leading eigenvector (unit length) and eigenvalue of a symmetric positive semi-definite matrix, by power
 * iteration in double precision. The start is a fixed pseudo-random vector, so it is never orthogonal
 * to the answer by design of the data, and the result never depends on a seed. The sign is arbitrary.
 *
 * @param matrix `[size, size]`, row-major.
 * @returns value 0 and a zero vector for a zero matrix.
 */
export function principalDirection(
  matrix: Float32Array | Float64Array,
  size: number,
): { readonly vector: Float64Array; readonly value: number } {
  const start = random(1);
  let vector = Float64Array.from({ length: size }, () => start.normal());
  scale(vector, 1 / length(vector));
  let value = 0;
  const steps = Math.min(20_000, Math.ceil(BUDGET / size ** 2));
  for (let step = 0; step < steps; step++) {
    const next = multiply(matrix, vector);
    value = length(next);
    if (value === 0) return { vector: next, value };
    scale(next, 1 / value);
    let turned = 0;
    for (let i = 0; i < size; i++) turned += (next[i]! - vector[i]!) ** 2;
    vector = next;
    if (Math.sqrt(turned) < TOLERANCE) break;
  }
  return { vector, value };
}

function multiply(matrix: Float32Array | Float64Array, vector: Float64Array): Float64Array<ArrayBuffer> {
  const size = vector.length;
  const out = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    let sum = 0;
    for (let column = 0; column < size; column++) sum += matrix[row * size + column]! * vector[column]!;
    out[row] = sum;
  }
  return out;
}

function length(vector: Float64Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return Math.sqrt(sum);
}

function scale(vector: Float64Array, factor: number): void {
  for (let i = 0; i < vector.length; i++) vector[i] = vector[i]! * factor;
}
