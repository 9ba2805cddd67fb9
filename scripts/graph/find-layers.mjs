import { cutNodes } from '../../src/graph/cut-nodes.ts';
import { required, sorted } from '../../src/graph/graph.ts';
import { featureShapes } from './feature-shapes.mjs';
/** @import { LayerCard } from '../../src/core/models/model.ts' */
/** @import { Graph } from './graph.mjs' */

/**
 * One layer per block: the last cut node of each, ordered input → output.
 *
 * @param {Graph} graph already cut at `output`
 * @param {string} output
 * @param {(node: string) => string} blockLabel the block a node belongs to; throws on a name it does not know
 * @returns {LayerCard[]}
 */
export function findLayers(graph, output, blockLabel) {
  const shapes = featureShapes(graph);
  /** @type {Map<string, string>} */
  const last = new Map();
  const image = graph.nodes.find(({ op }) => op === 'Placeholder')?.name ?? '';
  for (const node of cutNodes(sorted(graph.nodes), image, output)) last.set(blockLabel(node), node);
  return [...last].map(([label, node]) => {
    const { stride, start, channels } = required(shapes, node);
    if (stride === null) throw new Error(`${node} is pooled: it has no places to point at.`);
    return {
      node,
      name: node,
      label,
      channels,
      start: [start, start],
      step: [stride, stride],
      block: true,
      embedding: node === output,
    };
  });
}
