import { byName, inputsOf, required } from '../../src/graph/graph.ts';
/** @import { Graph } from './graph.mjs' */

/**
 * Keeps what the output node needs and nothing else, weights included. Order stays as published.
 *
 * @param {Graph} graph
 * @param {string} output name of the node to end at
 * @returns {Graph}
 */
export function cutGraph(graph, output) {
  const nodes = byName(graph.nodes);
  const kept = new Set();
  const open = [output];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (kept.has(name)) continue;
    kept.add(name);
    open.push(...inputsOf(required(nodes, name)));
  }
  return {
    ...graph,
    nodes: graph.nodes.filter((node) => kept.has(node.name)),
    weights: new Map([...graph.weights].filter(([name]) => kept.has(name))),
  };
}
