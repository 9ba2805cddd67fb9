import type { GraphModel } from '@tensorflow/tfjs-converter';
import type { GraphNode } from './rule.ts';

/** GraphModel keeps its parsed graph to itself; the version is pinned, and vjp.test.ts would notice a change. */
interface Opened {
  readonly executor: { readonly graph: { readonly nodes: Readonly<Record<string, GraphNode | undefined>> } };
}

/**
 * The nodes that depend on `from` and that `to` depends on, in an order of execution, `to` last; `from`
 * itself is not among them.
 * @throws Error when there is no such node, or no path
 */
export function tailNodes(model: GraphModel, from: string, to: string): GraphNode[] {
  const { nodes } = (model as unknown as Opened).executor.graph;
  const last = nodes[to];
  if (!nodes[from] || !last) throw new Error(`The model has no node '${nodes[from] ? to : from}'.`);
  const tail: GraphNode[] = [];
  const dependsOnFrom = new Map<GraphNode, boolean>([[nodes[from], true]]);
  const visit = (node: GraphNode): boolean => {
    const known = dependsOnFrom.get(node);
    if (known !== undefined) return known;
    // Not `some`: every input has to be visited.
    const depends = node.inputs.filter(visit).length > 0;
    dependsOnFrom.set(node, depends);
    if (depends) tail.push(node);
    return depends;
  };
  if (!visit(last)) throw new Error(`'${to}' does not depend on '${from}'.`);
  return tail;
}
