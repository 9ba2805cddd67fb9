import { type Attrs, attr } from './attr.ts';
import { type Dims, orFree } from './dims.ts';
import {
  floatWeight,
  type Graph,
  type GraphNode,
  inputsOf,
  intWeight,
  required,
  sorted,
  type Weight,
} from './graph.ts';

/** A graph of which it is known what every node gives, in its own order of axes. */
export interface ShapedGraph extends Graph {
  readonly shapes: ReadonlyMap<string, Dims>;
}

/** Changes a graph in place. Each step of preparation is a function of one of these. */
export class Editor {
  readonly nodes: Map<string, GraphNode>;
  readonly weights: Map<string, Weight>;
  readonly shapes: Map<string, Dims>;
  input: string;
  private made = 0;

  constructor({ nodes, weights, shapes, input }: ShapedGraph) {
    this.nodes = new Map(nodes.map((node) => [node.name, node]));
    this.weights = new Map(weights);
    this.shapes = new Map(shapes);
    this.input = input;
  }

  node(name: string): GraphNode {
    return required(this.nodes, name);
  }

  shape(name: string): Dims {
    return required(this.shapes, name);
  }

  isConstant(name: string): boolean {
    return this.weights.has(name);
  }

  /** Inputs of a node that are no constants. */
  live(name: string): string[] {
    return inputsOf(this.node(name)).filter((input) => !this.isConstant(input));
  }

  add(op: string, inputs: readonly string[], shape: Dims, attrs: Attrs = {}): string {
    const name = `${op.replace(/^_/, '')}_s${this.made++}`;
    this.nodes.set(name, { name, op, ...(inputs.length > 0 && { input: inputs }), attr: attrs });
    this.shapes.set(name, shape);
    return name;
  }

  floats(shape: Dims, values: Float32Array | (() => Float32Array)): string {
    return this.constant('DT_FLOAT', (name) => floatWeight(name, shape, values), shape);
  }

  ints(values: readonly number[], shape: Dims = [values.length]): string {
    return this.constant('DT_INT32', (name) => intWeight(name, shape, values), shape);
  }

  private constant(dtype: 'DT_FLOAT' | 'DT_INT32', make: (name: string) => Weight, shape: Dims): string {
    const tensorShape = { dim: shape.map((d) => ({ size: String(d) })) };
    const name = this.add('Const', [], shape, {
      dtype: attr.type(dtype),
      value: { tensor: { dtype, tensorShape } },
    });
    this.weights.set(name, make(name));
    return name;
  }

  reshape(node: string, shape: Dims): string {
    return this.add('Reshape', [node, this.ints(shape.map(orFree))], shape);
  }

  replace(name: string, change: Partial<GraphNode>): void {
    this.nodes.set(name, { ...this.node(name), ...change });
  }

  /** Whoever reads `from` reads `to`, but for the nodes named. */
  redirect(from: string, to: string, except: ReadonlySet<string>): void {
    for (const node of this.nodes.values()) {
      if (except.has(node.name) || !inputsOf(node).includes(from)) continue;
      this.replace(node.name, { input: inputsOf(node).map((input) => (input === from ? to : input)) });
    }
  }

  /** Drops what none of the outputs needs, and orders the rest. */
  prune(outputs: readonly string[]): void {
    const kept = new Set<string>();
    const open = [...outputs, this.input];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (kept.has(name)) continue;
      kept.add(name);
      open.push(...inputsOf(this.node(name)));
    }
    const nodes = sorted([...this.nodes.values()].filter(({ name }) => kept.has(name)));
    this.nodes.clear();
    for (const node of nodes) this.nodes.set(node.name, node);
    for (const name of [...this.weights.keys()]) if (!kept.has(name)) this.weights.delete(name);
    for (const name of [...this.shapes.keys()]) if (!kept.has(name)) this.shapes.delete(name);
  }

  get graph(): ShapedGraph {
    return { nodes: [...this.nodes.values()], weights: this.weights, shapes: this.shapes, input: this.input };
  }
}
