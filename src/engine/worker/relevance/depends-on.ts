import type { GraphNode } from '../gradients/rule.ts';

/** Whether a value is made of another one. */
export function dependsOn(node: GraphNode, other: GraphNode): boolean {
  const seen = new Set<GraphNode>();
  const open = [node];
  for (let at = open.pop(); at; at = open.pop()) {
    if (at === other) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    open.push(...at.inputs);
  }
  return false;
}
