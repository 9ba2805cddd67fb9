import type { GraphModel } from '@tensorflow/tfjs-converter';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { GraphNode } from './gradients/rule.ts';

/** GraphModel keeps its parsed graph to itself; the version is pinned, and vjp.test.ts would notice a change. */
interface Opened {
  readonly executor: { readonly graph: { readonly nodes: Readonly<Record<string, GraphNode | undefined>> } };
}

/** What lies between two nodes of a graph. */
export interface Tail {
  /** The nodes that depend on the first and that the second depends on, in an order of execution, the second last. */
  readonly nodes: readonly GraphNode[];
  readonly names: ReadonlySet<string>;
  /**
   * What they read besides, weights left out: values of the forward pass that do not depend on the first, such as a
   * shortcut round it, under the names that `GraphModel.execute` takes.
   */
  readonly sides: readonly string[];
}

/** A graph model on its backend, with its integer constants read, and the way from any node to any later one. */
export class Graph {
  readonly model: GraphModel;
  private readonly constants: ReadonlyMap<string, readonly number[]>;
  private readonly tails = new Map<string, Tail>();

  private constructor(model: GraphModel, constants: ReadonlyMap<string, readonly number[]>) {
    this.model = model;
    this.constants = constants;
  }

  /** Reads the integer constants, once: a rule that needs axes or pads may not wait for them. */
  static async open(model: GraphModel): Promise<Graph> {
    const whole = Object.entries(model.weights).filter(([, [tensor]]) => tensor!.dtype !== 'float32');
    const constants = whole.map(async ([name, [tensor]]) => [name, [...(await tensor!.data())]] as const);
    return new Graph(model, new Map(await Promise.all(constants)));
  }

  /** The values of an integer constant, flat; undefined where there is none of that name. */
  integers(name: string): readonly number[] | undefined {
    return this.constants.get(name);
  }

  /** A weight or constant of the graph. */
  weight(name: string): Tensor | undefined {
    return this.model.weights[name]?.[0];
  }

  /** Nothing where no path leads from the first to the second. @throws Error when there is no such node */
  tail(from: string, to: string): Tail {
    const key = JSON.stringify([from, to]);
    const known = this.tails.get(key);
    if (known) return known;
    const tail = this.findTail(from, to);
    this.tails.set(key, tail);
    return tail;
  }

  /** Names of the weights that some nodes need, themselves included. @throws Error when there is no such node */
  weightsOf(nodes: readonly string[]): ReadonlySet<string> {
    const needed = nodes.flatMap((name) => ordered(this.node(name)));
    return new Set(needed.map(({ name }) => name).filter((name) => this.weight(name)));
  }

  private node(name: string): GraphNode {
    const node = (this.model as unknown as Opened).executor.graph.nodes[name];
    if (!node) throw new Error(`The model has no node '${name}'.`);
    return node;
  }

  private findTail(from: string, to: string): Tail {
    const dependent = new Set([this.node(from)]);
    const found: GraphNode[] = [];
    for (const node of from === to ? [] : ordered(this.node(to)))
      if (!dependent.has(node) && node.inputs.some((input) => dependent.has(input))) {
        dependent.add(node);
        found.push(node);
      }
    const nodes = dependent.has(this.node(to)) ? found : [];
    const sides = nodes.flatMap((node) =>
      node.inputs.flatMap((input, index) =>
        dependent.has(input) || this.weight(input.name) ? [] : [valueName(node, index)],
      ),
    );
    return { nodes, names: new Set(nodes.map(({ name }) => name)), sides: [...new Set(sides)] };
  }
}

/** What a node reads at an input: the name of a node, or of a further output of it. */
export const valueName = (node: GraphNode, index: number): string =>
  node.inputNames[index]!.replace(/:0$/, '');

/** All that a node depends on and the node itself, in an order of execution. Without recursion: graphs are deep. */
function ordered(last: GraphNode): GraphNode[] {
  const order: GraphNode[] = [];
  const seen = new Set([last]);
  const open = [{ node: last, next: 0 }];
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const input = top.node.inputs[top.next++];
    if (!input) {
      order.push(top.node);
      open.pop();
    } else if (!seen.has(input)) {
      seen.add(input);
      open.push({ node: input, next: 0 });
    }
  }
  return order;
}
