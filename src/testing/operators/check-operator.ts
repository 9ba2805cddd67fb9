import * as tf from '@tensorflow/tfjs-core';
import { Graph } from '../../engine/worker/graph.ts';
import { tailVjp } from '../../engine/worker/vjp.ts';
import { make, type OperatorCase } from './cases.ts';
import { GraphBuilder } from './graph-builder.ts';

/** What a backend makes of a case. */
export interface Outcome {
  readonly output: Float32Array;
  /** Of `Σ c_i output_i` by the feature map, c seeded. */
  readonly gradient: Float32Array;
}

/** The case's graph; its output as a row of numbers for each image of the feature map, so that it is an embedding. */
async function build({ shape, build: grow }: OperatorCase): Promise<Graph> {
  const graph = new GraphBuilder();
  let seed = 100;
  const constant = (size: readonly number[], kind: Parameters<typeof make>[1] = 'normal') => {
    seed += 1;
    return graph.constant(make(size, kind, seed), size);
  };
  const x = graph.input('x', shape);
  const output = grow(graph, x, constant);
  graph.node('Identity', [output], {}, 'output');
  graph.node('Reshape', ['output', graph.integers(1, -1)], {}, 'row');
  return Graph.open(await graph.build());
}

/** Runs a case forward and back on the current backend. */
export async function runOperator(test: OperatorCase): Promise<Outcome> {
  const graph = await build(test);
  try {
    const x = tf.tensor(make(test.shape, test.values, 1), [...test.shape]);
    const row = graph.model.execute({ x }, 'row') as tf.Tensor2D;
    const c = tf.tensor2d(make(row.shape, 'normal', 2), row.shape);
    const gradient = tailVjp(graph, 'x', 'row', x, c);
    const outcome = { output: await read(row), gradient: await read(gradient) };
    tf.dispose([x, row, c, gradient]);
    return outcome;
  } finally {
    graph.model.dispose();
  }
}

/** Entries of a feature map whose derivatives are held to differences: half spread over it, half the greatest ones. */
const ENTRIES = 40;

/** Step of the difference quotient: its truncation and float32's rounding are both below 10⁻⁵ there. */
const STEP = 0.04;

/**
 * The same gradient from the forward pass alone: central differences of fourth order,
 * `(f(−2h) − 8f(−h) + 8f(h) − f(2h)) / 12h`, summed in float64; by entry of the feature map, for some of them.
 *
 * @param found the gradient to be checked, which says where it is great
 */
export async function gradientByDifferences(
  test: OperatorCase,
  found: Float32Array,
): Promise<Map<number, number>> {
  const graph = await build(test);
  try {
    const values = make(test.shape, test.values, 1);
    const score = async (at: number, offset: number, c: Float32Array | null) => {
      const moved = values.slice();
      moved[at]! += offset;
      const x = tf.tensor(moved, [...test.shape]);
      const row = graph.model.execute({ x }, 'row') as tf.Tensor2D;
      const output = (await row.data<'float32'>()).slice();
      tf.dispose([x, row]);
      const weights = c ?? make([1, output.length], 'normal', 2);
      // The true step in float32, not the one asked for.
      return { weights, output, step: moved[at]! - values[at]! };
    };
    const { weights } = await score(0, 0, null);
    const gradient = new Map<number, number>();
    for (const at of entries(found)) {
      const ends = await Promise.all([-2, -1, 1, 2].map((k) => score(at, k * STEP, weights)));
      const [a, b, d, e] = ends.map(({ output }) => output);
      const h = (ends[2]!.step - ends[1]!.step) / 2;
      const terms = Array.from(weights, (weight, i) => weight * (a![i]! - 8 * b![i]! + 8 * d![i]! - e![i]!));
      gradient.set(at, terms.reduce((sum, term) => sum + term, 0) / (12 * h));
    }
    return gradient;
  } finally {
    graph.model.dispose();
  }
}

function entries(gradient: Float32Array): ReadonlySet<number> {
  const all = [...gradient.keys()];
  const greatest = all.toSorted((a, b) => Math.abs(gradient[b]!) - Math.abs(gradient[a]!));
  const stride = Math.max(1, Math.floor((2 * all.length) / ENTRIES));
  return new Set([...greatest.slice(0, ENTRIES / 2), ...all.filter((at) => at % stride === 0)]);
}

async function read(tensor: tf.Tensor): Promise<Float32Array> {
  return (await tensor.data<'float32'>()).slice();
}
