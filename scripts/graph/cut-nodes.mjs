import { byName, inputsOf, required } from './graph.mjs';
/** @import { Graph } from './graph.mjs' */

/**
 * The nodes that every path from the placeholder to the output passes, in the order they are passed; the
 * output is the last, the placeholder is left out. A feature map taken there holds all that the output knows
 * of the image, which is what makes it a layer to explain.
 *
 * @param {Graph} graph already cut at `output`
 * @param {string} output
 * @returns {string[]}
 */
export function cutNodes(graph, output) {
  const nodes = byName(graph.nodes);
  /** Is there a path from the image to `from`, without `avoided`? @param {string} from @param {string} [avoided] */
  const reached = (from, avoided) => {
    const seen = new Set([avoided]);
    const open = [from];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (seen.has(name)) continue;
      seen.add(name);
      const node = required(nodes, name);
      if (node.op === 'Placeholder') return true;
      open.push(...inputsOf(node));
    }
    return false;
  };
  // Walking back from the output along any one path meets every cut node, last one first.
  const path = [];
  for (let name = output; required(nodes, name).op !== 'Placeholder'; ) {
    path.unshift(name);
    const previous = inputsOf(required(nodes, name)).find((input) => reached(input));
    if (previous === undefined) throw new Error(`${name} does not depend on the image.`);
    name = previous;
  }
  return path.filter((name) => name === output || !reached(output, name));
}
