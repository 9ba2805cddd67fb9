// SFAM the way one writes it on a first afternoon with TensorFlow.js: each image by itself, tf.grad, a new model
// per call, dataSync. No tuning, and nothing done badly on purpose either. This is what `plain/ours` divides by.
import * as tf from '@tensorflow/tfjs';

export interface Nodes {
  readonly input: string;
  readonly layer: string;
  readonly embedding: string;
}

/** The part of a model between two of its nodes. */
export interface SubModel {
  run(x: tf.Tensor): tf.Tensor4D;
  dispose(): void;
}

export type OpenSubModel = (from: string, to: string) => SubModel;

/** Where the embedding points for an image, `[E]`, given its network input `[size, size, 3]` RGB bytes. */
function embed(open: OpenSubModel, nodes: Nodes, pixels: Uint8Array, size: number): Float32Array {
  const model = open(nodes.input, nodes.embedding);
  const embedding = tf.tidy(() =>
    model
      .run(tf.tensor4d(Float32Array.from(pixels), [1, size, size, 3]))
      .mean([0, 1, 2])
      .dataSync(),
  );
  model.dispose();
  return embedding as Float32Array;
}

/** The cosine of two embeddings, contribution reading, explained at a layer of the first's image: `[h·w]`. */
function explainOne(
  open: OpenSubModel,
  nodes: Nodes,
  pixels: Uint8Array,
  size: number,
  mine: Float32Array,
  other: Float32Array,
): Float32Array {
  const head = open(nodes.input, nodes.layer);
  const tail = nodes.layer === nodes.embedding ? null : open(nodes.layer, nodes.embedding);
  const map = tf.tidy(() => {
    const e = tf.tensor1d(mine);
    const f = tf.tensor1d(other);
    const cotangent = f.div(tf.mul(tf.norm(e), tf.norm(f)));
    const activation = head.run(tf.tensor4d(Float32Array.from(pixels), [1, size, size, 3]));
    const score = (a: tf.Tensor) => (tail ? tail.run(a) : a).mean([0, 1, 2]).mul(cotangent).sum();
    const gradient = tf.grad(score)(activation);
    const cis = activation.mul(gradient).sum([0, 1, 2]).dataSync() as Float32Array;
    return activation.mul(tf.tensor1d(cis)).sum(-1).dataSync() as Float32Array;
  });
  head.dispose();
  tail?.dispose();
  return map;
}

/** Both maps of a pair, each image by itself. */
export function explainPlainly(
  open: OpenSubModel,
  nodes: Nodes,
  a: Uint8Array,
  b: Uint8Array,
  size: number,
): { a: Float32Array; b: Float32Array } {
  const e = embed(open, nodes, a, size);
  const f = embed(open, nodes, b, size);
  return {
    a: explainOne(open, nodes, a, size, e, f),
    b: explainOne(open, nodes, b, size, f, e),
  };
}
