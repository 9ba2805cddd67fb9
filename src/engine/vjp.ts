import type { GraphModel } from '@tensorflow/tfjs-converter';
import { add, div, reshape, type Tensor, type Tensor2D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { expandTo } from './gradients/expand-to.ts';
import { rules } from './gradients/index.ts';
import { tailNodes } from './gradients/tail-nodes.ts';

/**
 * The vector-Jacobian product of the embedding with a cotangent, carried back to a layer:
 * `G[p,k] = Σ_i c_i ∂e_i/∂A[p,k]`, where the embedding e is the mean over positions of `embeddingNode`.
 *
 * A reverse pass over the graph's own nodes: the tail runs forward once, fused as for inference, then each
 * node's rule (gradients/index.ts) carries the gradient to those of its inputs that depend on A. `tf.grad`
 * gives the same numbers (the test compares), but un-fuses the tail and computes gradients of biases and
 * filters that nobody reads: on wasm this pass takes 0.7 of its time for `objects`, 0.8 to 0.9 for `faces`.
 *
 * Nothing is read back and no tensor but the result outlives the call.
 *
 * @param model on the current backend, whose kernels are registered (`registerKernels`)
 * @param layerNode the graph node of A; every path from the image to the embedding passes it
 * @param activation A, `[n, h, w, K]`
 * @param cotangent c, `[n, E]`, one per image
 * @returns G, `[n, h, w, K]`; the caller disposes it
 * @throws Error naming the node, where an op has no rule or the layer does not lead to the embedding
 */
export function tailVjp(
  model: GraphModel,
  layerNode: string,
  embeddingNode: string,
  activation: Tensor4D,
  cotangent: Tensor2D,
): Tensor4D {
  return tidy(() => {
    const tail = layerNode === embeddingNode ? [] : tailNodes(model, layerNode, embeddingNode);
    const names = tail.map((node) => node.name);
    const outputs = tail.length === 0 ? [] : [model.execute({ [layerNode]: activation }, names)].flat();
    const values = new Map<string, Tensor>([[layerNode, activation]]);
    for (const [i, name] of names.entries()) values.set(name, outputs[i]!);

    const gradients = new Map([[embeddingNode, spread(cotangent, values.get(embeddingNode) as Tensor4D)]]);
    for (const node of tail.toReversed()) {
      const rule = rules[node.op];
      if (!rule) throw new Error(`No gradient for '${node.name}': there is no rule for the op '${node.op}'.`);
      const inputs = node.inputs.map(({ name }) => values.get(name) ?? model.weights[name]![0]!);
      const step = { node, dy: gradients.get(node.name)!, output: values.get(node.name)!, inputs };
      node.inputs.forEach(({ name }, index) => {
        if (!values.has(name)) return; // a constant
        const [gradient, before] = [rule(step, index), gradients.get(name)];
        gradients.set(name, before ? add(before, gradient) : gradient);
      });
    }
    return gradients.get(layerNode) as Tensor4D;
  });
}

/** The gradient of the mean over positions: `c / N` at every position, `[n, h, w, E]`. */
function spread(cotangent: Tensor2D, map: Tensor4D): Tensor {
  const [n, h, w, channels] = map.shape;
  return expandTo(reshape(div(cotangent, h * w), [n, 1, 1, channels]), map.shape);
}
