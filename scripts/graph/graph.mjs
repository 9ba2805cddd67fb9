/**
 * A published tfjs graph model in memory, and the few questions every step asks of it.
 *
 * @typedef {{ name: string, op: string, input?: string[], attr?: Record<string, any> }} GraphNode
 * @typedef {{ name: string, shape: number[], dtype: string, quantization?: { dtype: string, original_dtype?: string } }} WeightSpec
 * @typedef {{ spec: WeightSpec, bytes: Uint8Array }} Weight
 * @typedef {{ generatedBy: string, convertedBy: string, nodes: GraphNode[], weights: Map<string, Weight> }} Graph
 *   nodes in published order, constants included; one weight per constant, in published order
 */

/**
 * The names of the nodes whose first output this node reads, in order.
 *
 * @param {GraphNode} node
 * @returns {string[]}
 * @throws {Error} on control inputs and on outputs other than the first: no built-in model has them
 */
export function inputsOf(node) {
  return (node.input ?? []).map((reference) => {
    const [name, output = '0'] = reference.split(':');
    if (!name || name.startsWith('^') || output !== '0') {
      throw new Error(
        `Node ${node.name} reads '${reference}': control inputs and further outputs are not supported.`,
      );
    }
    return name;
  });
}

/**
 * @param {GraphNode[]} nodes
 * @returns {Map<string, GraphNode>}
 */
export function byName(nodes) {
  return new Map(nodes.map((node) => [node.name, node]));
}

/**
 * The value under a name that has to be there.
 *
 * @template T
 * @param {ReadonlyMap<string, T>} map
 * @param {string} name
 * @returns {T}
 */
export function required(map, name) {
  const value = map.get(name);
  if (value === undefined) throw new Error(`The graph has nothing named '${name}'.`);
  return value;
}
