import { dot } from '../metrics/dot.ts';

/** A function of many variables: its value at a point, and its gradient written into `gradient`. */
export type Smooth = (at: Float64Array, gradient: Float64Array) => number;

export interface Minimum {
  readonly at: Float64Array;
  readonly value: number;
  readonly iterations: number;
  /** Whether the gradient became as small as asked. */
  readonly converged: boolean;
  /** The largest entry of the gradient there. */
  readonly steepest: number;
}

/** Steps remembered: more do not pay for problems of this kind (Liu and Nocedal 1989). */
const MEMORY = 10;
const MAX_HALVINGS = 40;

/**
 * Limited-memory BFGS with a backtracking line search (Nocedal and Wright, “Numerical Optimization”, 2nd edition,
 * algorithms 7.4 and 7.5; sufficient decrease with c₁ = 10⁻⁴). Deterministic.
 *
 * @param tolerance on the largest entry of the gradient
 */
export function minimize(
  f: Smooth,
  start: Float64Array,
  { tolerance = 1e-6, maxIterations = 500 } = {},
): Minimum {
  let at = start.slice();
  let gradient = new Float64Array(at.length);
  let value = f(at, gradient);
  const steps: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  for (let iterations = 0; ; iterations++) {
    const steepest = gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
    if (steepest <= tolerance) return { at, value, iterations, converged: true, steepest };
    if (iterations === maxIterations) return { at, value, iterations, converged: false, steepest };
    const direction = descent(gradient, steps);
    const slope = dot(direction, gradient);
    let length = steps.length === 0 ? Math.min(1, 1 / steepest) : 1;
    let next = at;
    let nextValue = value;
    const nextGradient = new Float64Array(at.length);
    for (let halvings = 0; ; halvings++) {
      // No step makes it smaller: what is left is rounding.
      if (halvings === MAX_HALVINGS) return { at, value, iterations, converged: false, steepest };
      next = at.map((x, i) => x + length * direction[i]!);
      nextValue = f(next, nextGradient);
      if (nextValue <= value + 1e-4 * length * slope) break;
      length /= 2;
    }
    const s = next.map((x, i) => x - at[i]!);
    const y = nextGradient.map((g, i) => g - gradient[i]!);
    const curvature = dot(s, y);
    if (curvature > 1e-12 * dot(y, y)) steps.push({ s, y, rho: 1 / curvature });
    if (steps.length > MEMORY) steps.shift();
    at = next;
    value = nextValue;
    gradient = nextGradient;
  }
}

/** `−H g`, H the inverse Hessian as the remembered steps know it. */
function descent(
  gradient: Float64Array,
  steps: readonly { s: Float64Array; y: Float64Array; rho: number }[],
): Float64Array {
  const q = gradient.slice();
  const addTo = (times: number, vector: Float64Array) => {
    for (let i = 0; i < q.length; i++) q[i] = q[i]! + times * vector[i]!;
  };
  const alphas = steps.map(() => 0);
  for (let i = steps.length - 1; i >= 0; i--) {
    const { s, y, rho } = steps[i]!;
    alphas[i] = rho * dot(s, q);
    addTo(-alphas[i]!, y);
  }
  const last = steps.at(-1);
  if (last) {
    const scale = dot(last.s, last.y) / dot(last.y, last.y);
    for (let i = 0; i < q.length; i++) q[i] = q[i]! * scale;
  }
  for (const [i, { s, y, rho }] of steps.entries()) addTo(alphas[i]! - rho * dot(y, q), s);
  return q.map((value) => -value);
}
