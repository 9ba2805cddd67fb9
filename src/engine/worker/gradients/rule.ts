import type { Tensor } from '@tensorflow/tfjs-core';

/** A node of a graph model as tfjs-converter 4.22 parsed it (the part that gradients need). */
export interface GraphNode {
  readonly name: string;
  /** TensorFlow's op, e.g. `_FusedConv2D`. */
  readonly op: string;
  /** Data inputs first, in order. */
  readonly inputs: readonly GraphNode[];
  /** What is read of each input: the node's name, with `:1` and so on behind it for a further output. */
  readonly inputNames: readonly string[];
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
  /** Whether an input depends on the feature map that the gradient is carried to. */
  readonly varies: (index: number) => boolean;
  /**
   * The integers of an input that is a constant of the graph: axes, permutations, pads, read when it was loaded.
   * @throws Error naming the node, where the input is computed
   */
  readonly integers: (index: number) => readonly number[];
}

/**
 * The gradient with respect to input `index`, of that input's shape; null where the derivative is 0 all over. May
 * return `dy` itself. Called inside a `tidy`; reads no tensor.
 * @throws Error where the op is not differentiable with respect to that input here
 */
export type Rule = (step: Step, index: number) => Tensor | null;

/** `false` is a boolean, `'reflect'` a string. */
type Widened<T> = T extends boolean ? boolean : T extends number ? number : T extends string ? string : T;

/** An attribute under the converter's name. */
export function attribute<T>({ attrParams }: GraphNode, name: string, otherwise: T): Widened<T> {
  return (attrParams[name]?.value ?? otherwise) as Widened<T>;
}

/** What a rule throws where it cannot go back. */
export const noGradient = ({ name, op }: GraphNode, index: number, why: string): Error =>
  new Error(`No gradient for input ${index} of '${name}' (${op}): ${why}.`);

/** A rule for an op whose gradient reaches its first input only; the others are settings. */
export const unary =
  (rule: (step: Step) => Tensor | null): Rule =>
  (step, index) => {
    if (index !== 0) throw noGradient(step.node, index, 'it is computed');
    return rule(step);
  };
