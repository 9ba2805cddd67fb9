import { type GraphNode, inputsOf } from './graph.ts';
import { broken } from './refusal.ts';

/**
 * The nodes that every path from the image to the output passes, in the order they are passed; the output is the
 * last, the image is left out. A feature map taken there holds all that the output knows of the image, which is
 * what makes it a layer to explain.
 *
 * @param nodes each after its inputs
 */
export function cutNodes(nodes: readonly GraphNode[], image: string, output: string): string[] {
  const fromImage = new Set([image]);
  for (const node of nodes)
    if (inputsOf(node).some((input) => fromImage.has(input))) fromImage.add(node.name);
  const toOutput = new Set([output]);
  for (const node of nodes.toReversed()) {
    if (toOutput.has(node.name)) for (const input of inputsOf(node)) toOutput.add(input);
  }
  if (!fromImage.has(output)) throw broken('no-embedding', 'The embedding does not depend on the image.');
  const between = nodes.filter(({ name }) => fromImage.has(name) && toOutput.has(name));
  const place = new Map(between.map(({ name }, i) => [name, i]));
  // Where no edge leads across a node, every path passes it.
  const reach = between.map(() => 0);
  between.forEach((node, i) => {
    for (const input of inputsOf(node)) {
      const from = place.get(input);
      if (from !== undefined) reach[from] = Math.max(reach[from]!, i);
    }
  });
  const cuts: string[] = [];
  let furthest = 0;
  between.forEach(({ name }, i) => {
    if (furthest <= i && name !== image) cuts.push(name);
    furthest = Math.max(furthest, reach[i]!);
  });
  return cuts;
}
