/**
 * A published tfjs graph model in memory: nodes and weights in published order, constants included, and who made it.
 *
 * @typedef {import('../../src/graph/graph.ts').GraphNode & { attr?: Record<string, any> }} GraphNode
 * @typedef {import('../../src/graph/graph.ts').WeightSpec} WeightSpec
 * @typedef {import('../../src/graph/graph.ts').Weight} Weight
 * @typedef {{ generatedBy: string, convertedBy: string, nodes: GraphNode[], weights: Map<string, Weight> }} Graph
 */
export {};
