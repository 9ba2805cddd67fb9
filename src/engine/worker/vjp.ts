import type { GraphModel } from '@tensorflow/tfjs-converter';
import { add, div, reshape, type Tensor, type Tensor2D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { expandTo } from './gradients/expand-to.ts';
import { rules } from './gradients/index.ts';
import { tailNodes } from './gradients/tail-nodes.ts';

/** What the nodes after a layer, the embedding's included, gave in the forward pass, by name. */
export interface TailValues {
  shape(name: string): number[];
  /** Owned by whoever keeps the values. */
  value(name: string): Tensor;
}

/**
 * The vector-Jacobian product of the embedding with a cotangent, carried back to a layer:
 * `G[p,k] = Σ_i c_i ∂e_i/∂A[p,k]`, where the embedding e is the mean over positions of `embeddingNode`.
 *
 * A reverse pass over the graph's own nodes: each node's rule (gradients/index.ts) carries the gradient to those of
 * its inputs that depend on A. `tf.grad` gives the same numbers (the test compares), but runs the tail forward
 * again, un-fused, and computes gradients of biases and filters that nobody reads.
 *
 * Nothing is read back and no tensor but the result outlives the call.
 *
 * @param model on the current backend, whose kernels are registered (`registerKernels`)
 * @param layerNode the graph node of A; every path from the image to the embedding passes it
 * @param activation A, `[n, h, w, K]`
 * @param cotangent c, `[n, E]`, one per image
 * @param kept what the forward pass gave after A; null: the tail runs forward once more, fused as for inference
 * @returns G, `[n, h, w, K]`; the caller disposes it
 * @throws Error naming the node, where an op has no rule or the layer does not lead to the embedding
 */
export function tailVjp(
  model: GraphModel,
  layerNode: string,
  embeddingNode: string,
  activation: Tensor4D,
  cotangent: Tensor2D,
  kept: TailValues | null = null,
): Tensor4D {
  return tidy(() => {
    const tail = layerNode === embeddingNode ? [] : tailNodes(model, layerNode, embeddingNode);
    const names = new Set(tail.map(({ name }) => name));
    const values = kept ?? runTail(model, layerNode, activation, [...names]);
    const shapeOf = (name: string) => (name === layerNode ? activation.shape : values.shape(name));
    const valueAt = (name: string) => (name === layerNode ? activation : values.value(name));
    const constant = (name: string) => model.weights[name]![0]!;
    const varies = (name: string) => name === layerNode || names.has(name);

    const gradients = new Map([[embeddingNode, spread(cotangent, shapeOf(embeddingNode))]]);
    for (const node of tail.toReversed()) {
      const rule = rules[node.op];
      if (!rule) throw new Error(`No gradient for '${node.name}': there is no rule for the op '${node.op}'.`);
      const nameOf = (index: number) => node.inputs[index]!.name;
      const step = {
        node,
        dy: gradients.get(node.name)!,
        output: () => valueAt(node.name),
        input: (index: number) => (varies(nameOf(index)) ? valueAt(nameOf(index)) : constant(nameOf(index))),
        inputShape: (index: number) =>
          varies(nameOf(index)) ? shapeOf(nameOf(index)) : constant(nameOf(index)).shape,
      };
      node.inputs.forEach(({ name }, index) => {
        if (!varies(name)) return;
        const [gradient, before] = [rule(step, index), gradients.get(name)];
        gradients.set(name, before ? add(before, gradient) : gradient);
      });
    }
    return gradients.get(layerNode) as Tensor4D;
  });
}

/** Call inside a tidy. */
function runTail(model: GraphModel, from: string, activation: Tensor4D, names: string[]): TailValues {
  const outputs = names.length === 0 ? [] : [model.execute({ [from]: activation }, names)].flat();
  const values = new Map(names.map((name, i) => [name, outputs[i]!]));
  return { shape: (name) => values.get(name)!.shape, value: (name) => values.get(name)! };
}

/** The gradient of the mean over positions: `c / N` at every position, `[n, h, w, E]`. */
function spread(cotangent: Tensor2D, shape: number[]): Tensor {
  const [n, h, w, channels] = shape as [number, number, number, number];
  return expandTo(reshape(div(cotangent, h * w), [n, 1, 1, channels]), shape);
}
