import { add, div, reshape, type Tensor, type Tensor2D, tidy, zerosLike } from '@tensorflow/tfjs-core';
import { expandTo } from './gradients/expand-to.ts';
import { rules } from './gradients/index.ts';
import type { GraphNode } from './gradients/rule.ts';
import { type Graph, type Tail, valueName } from './graph.ts';
import { relevanceRules } from './relevance/index.ts';
import { meanRelevance } from './relevance/pooling.ts';
import { noRelevance, type RelevanceRule, type RelevanceStep } from './relevance/rule.ts';

/** What nodes gave in the forward pass, by name. */
export interface ForwardValues {
  shape(name: string): number[];
  /** Owned by whoever keeps the values. */
  value(name: string): Tensor;
}

/** What is at hand of the forward pass of the same images. */
export interface Kept {
  /** Everything after A; without it the tail runs forward once more, fused as for inference. */
  readonly tail?: ForwardValues | null;
  /** What the tail reads that does not depend on A (`Tail.sides`); asked for only where there is such a thing. */
  readonly sides?: ForwardValues | null;
}

/**
 * The vector-Jacobian product of the embedding with a cotangent, carried back to a feature map:
 * `G = Σ_i c_i ∂e_i/∂A`, where the embedding e is the value of `embeddingNode`, `[n, E]`, or its mean over positions.
 *
 * A reverse pass over the graph's own nodes: each node's rule (gradients/index.ts) carries the gradient to those of
 * its inputs that depend on A. `tf.grad` gives the same numbers (the test compares), but runs the tail forward
 * again, un-fused, and computes gradients of biases and filters that nobody reads.
 *
 * Nothing is read back and no tensor but the result outlives the call. Where no path leads from A to the embedding, as
 * from the patch tokens after the last block of a transformer whose class token is the embedding, G is 0.
 *
 * @param graph on the current backend, whose kernels are registered (`registerKernels`)
 * @param layerNode the graph node of A; paths round it hold still
 * @param activation A, of any shape
 * @param cotangent c, `[n, E]`, one per image
 * @returns G, of A's shape; the caller disposes it
 * @throws Error naming node and op, where an op has no rule
 */
export function tailVjp<A extends Tensor>(
  graph: Graph,
  layerNode: string,
  embeddingNode: string,
  activation: A,
  cotangent: Tensor2D,
  kept: Kept = {},
): A {
  return goBack(graph, layerNode, embeddingNode, activation, kept, {
    begin: (shape) => spread(cotangent, shape()),
    step: (step, index) => {
      const rule = rules[step.node.op];
      if (rule) return rule(step, index);
      throw new Error(`No gradient for '${step.node.name}': there is no rule for the op '${step.node.op}'.`);
    },
  });
}

/**
 * Relevance of the embedding carried back to a feature map, with one rule a node (relevance/index.ts): Relevance-CAM's
 * layer-wise propagation. As {@link tailVjp} in all else.
 *
 * @param relevance of the embedding, `[n, E]`; where the embedding is the mean of a map, its places get theirs first.
 * @returns R, of A's shape; the caller disposes it
 * @throws AppError `no-relevance` naming the op, where one has no rule
 */
export function tailRelevance<A extends Tensor>(
  graph: Graph,
  layerNode: string,
  embeddingNode: string,
  activation: A,
  relevance: Tensor2D,
  kept: Kept = {},
): A {
  return goBack(graph, layerNode, embeddingNode, activation, kept, {
    begin: (shape, value) => {
      const [n, channels] = relevance.shape;
      const inner = shape().slice(1, -1);
      if (inner.every((size) => size === 1)) return reshape(relevance, shape());
      const pooled = reshape(relevance, [n, ...inner.map(() => 1), channels]);
      return meanRelevance(
        value(),
        pooled,
        inner.map((_, axis) => axis + 1),
      );
    },
    step: (step, index) => {
      const rule = relevanceRules[step.node.op];
      if (rule) return rule(step, index);
      throw noRelevance(step.node, 'that lies between this layer and the embedding');
    },
  });
}

/** What is carried back: how it begins at the embedding, and how it passes each node. */
interface Carried {
  readonly begin: (shape: () => number[], value: () => Tensor) => Tensor;
  readonly step: RelevanceRule;
}

/** The walk back itself: nothing is read, no tensor but the result outlives it. */
function goBack<A extends Tensor>(
  graph: Graph,
  layerNode: string,
  embeddingNode: string,
  activation: A,
  kept: Kept,
  carried: Carried,
): A {
  return tidy(() => {
    const tail = graph.tail(layerNode, embeddingNode);
    if (tail.nodes.length === 0 && layerNode !== embeddingNode) return zerosLike<A>(activation);
    const after = kept.tail ?? runTail(graph, tail, layerNode, activation, kept.sides);
    const read = forwardValues(graph, tail, layerNode, activation, after, kept.sides ?? kept.tail);
    const begin = carried.begin(
      () => read.shape(embeddingNode),
      () => read.value(embeddingNode),
    );
    const found = new Map([[embeddingNode, begin]]);
    for (const node of tail.nodes.toReversed()) {
      const dy = found.get(node.name);
      if (dy) passNode(graph, tail, layerNode, node, dy, read, found, carried.step);
    }
    return (found.get(layerNode) ?? zerosLike(activation)) as A;
  });
}

/** One node: adds what it passes on to what its inputs have. */
function passNode(
  graph: Graph,
  tail: Tail,
  layerNode: string,
  node: GraphNode,
  dy: Tensor,
  read: ForwardValues,
  found: Map<string, Tensor>,
  rule: RelevanceRule,
): void {
  const varies = (index: number) => {
    const { name } = node.inputs[index]!;
    return name === layerNode || tail.names.has(name);
  };
  const step: RelevanceStep = {
    node,
    dy,
    varies,
    isWeight: (index) => graph.weight(node.inputs[index]!.name) !== undefined,
    output: () => read.value(node.name),
    input: (index) => read.value(valueName(node, index)),
    inputShape: (index) => read.shape(valueName(node, index)),
    integers: (index) => {
      const values = graph.integers(node.inputs[index]!.name);
      if (values) return values;
      throw new Error(`No way back through '${node.name}' (${node.op}): its input ${index} is computed.`);
    },
  };
  for (const [index, { name }] of node.inputs.entries()) {
    if (!varies(index)) continue;
    if (valueName(node, index) !== name)
      throw new Error(
        `No way back through '${node.name}' (${node.op}): it reads a further output of '${name}'.`,
      );
    const [part, before] = [rule(step, index), found.get(name)];
    if (part) found.set(name, before ? add(before, part) : part);
  }
}

/** Every value of the forward pass, wherever it is kept. */
function forwardValues(
  graph: Graph,
  tail: Tail,
  layerNode: string,
  activation: Tensor,
  after: ForwardValues,
  sides: ForwardValues | null | undefined,
): ForwardValues {
  const home = (name: string): ForwardValues => {
    if (name === layerNode) return constant(activation);
    if (tail.names.has(name)) return after;
    const weight = graph.weight(name);
    return weight ? constant(weight) : needed(sides, name, layerNode);
  };
  return { shape: (name) => home(name).shape(name), value: (name) => home(name).value(name) };
}

const constant = (tensor: Tensor): ForwardValues => ({ shape: () => tensor.shape, value: () => tensor });

function needed(sides: ForwardValues | null | undefined, name: string, layerNode: string): ForwardValues {
  if (sides) return sides;
  throw new Error(`'${name}', which does not depend on '${layerNode}', was not kept.`);
}

/** Call inside a tidy. */
function runTail(
  graph: Graph,
  { nodes, sides }: Tail,
  from: string,
  activation: Tensor,
  kept: ForwardValues | null | undefined,
): ForwardValues {
  const names = nodes.map(({ name }) => name);
  const beside = sides.map((name) => [name, needed(kept, name, from).value(name)] as const);
  const inputs = { ...Object.fromEntries(beside), [from]: activation };
  const outputs = names.length === 0 ? [] : [graph.model.execute(inputs, names)].flat();
  const values = new Map(names.map((name, i) => [name, outputs[i]!]));
  return { shape: (name) => values.get(name)!.shape, value: (name) => values.get(name)! };
}

/** The gradient of the mean over positions, of which a vector has one: `c / N` at every position. */
function spread(cotangent: Tensor2D, shape: number[]): Tensor {
  const [n, channels] = cotangent.shape;
  const positions = shape.reduce((all, size) => all * size, 1) / (n * channels);
  if (positions === 1) return reshape(cotangent, shape);
  if (shape[0] !== n || shape.at(-1) !== channels)
    throw new Error(`An embedding of shape [${shape.join(', ')}] is no map of ${channels} channels.`);
  const share = reshape(
    div(cotangent, positions),
    shape.map((size, axis) => (axis === 0 || axis === shape.length - 1 ? size : 1)),
  );
  return expandTo(share, shape);
}
