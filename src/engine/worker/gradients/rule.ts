import type { Tensor } from '@tensorflow/tfjs-core';

/** A node of a graph model as tfjs-converter 4.22 parsed it (the part that gradients need). */
export interface GraphNode {
  readonly name: string;
  /** TensorFlow's op, e.g. `_FusedConv2D`. */
  readonly op: string;
  /** Data inputs first, in order. */
  readonly inputs: readonly GraphNode[];
  /** Attributes under the converter's names: `strides`, `pad`, `dilations`, `fusedOps`, … */
  readonly attrParams: Readonly<Record<string, { readonly value?: unknown } | undefined>>;
}

/**
 * One node on the way back. Values of the forward pass are asked for, not handed over: most rules need only a
 * shape, and a value may first have to be cut out of a batch.
 */
export interface Step {
  readonly node: GraphNode;
  /** The gradient with respect to the node's output, of its shape. */
  readonly dy: Tensor;
  /** What the node gave in the forward pass. */
  readonly output: () => Tensor;
  /** What the node was given there, a constant or the output of an earlier node. */
  readonly input: (index: number) => Tensor;
  readonly inputShape: (index: number) => number[];
}

/**
 * The gradient with respect to input `index`, of that input's shape. May return `dy` itself. Called inside a
 * `tidy`; reads no tensor.
 * @throws Error where the op is not differentiable with respect to that input here
 */
export type Rule = (step: Step, index: number) => Tensor;
