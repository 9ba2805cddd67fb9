/** @import { Graph } from './graph.mjs' */

/** Batch, height and width are the caller's; tfjs refuses any other shape than the placeholder's. */
const freeShape = { dim: [{ size: '-1' }, { size: '-1' }, { size: '-1' }, { size: '3' }] };

/**
 * Frees the placeholder's batch, height and width.
 *
 * @param {Graph} graph
 * @param {string} input name of the only placeholder
 * @returns {Graph}
 * @throws {Error} when the graph has other placeholders, or none of that name
 */
export function freeInput(graph, input) {
  const placeholders = graph.nodes.filter((node) => node.op === 'Placeholder').map((node) => node.name);
  if (placeholders.join() !== input) {
    throw new Error(`Expected one placeholder '${input}', found: ${placeholders.join(', ') || 'none'}.`);
  }
  return {
    ...graph,
    nodes: graph.nodes.map((node) =>
      node.name === input ? { ...node, attr: { ...node.attr, shape: { shape: freeShape } } } : node,
    ),
  };
}
