import { sizePerImage } from './dims.ts';
import type { Editor } from './editor.ts';
import { type Geometry, geometryOf } from './geometry.ts';
import { type GraphNode, inputsOf, readersOf, sorted } from './graph.ts';
import { broken } from './refusal.ts';

/** A node that could be a layer: a map, or tokens that lie on a grid. */
export interface FoundLayer {
  readonly node: string;
  readonly geometry: Geometry;
  readonly channels: number;
  /** What follows begins a block of its own, or has another resolution. */
  readonly block: boolean;
}

const MIXING = /Conv|MatMul|Pool/;
/** Nodes that only lay a value out anew, or begin a generalised mean. */
const NO_LAYER = new Set(['PadV2', 'MirrorPad', 'Reshape', 'Transpose', 'Identity', 'Slice', 'Pow']);
const AFFINE = new Set(['Mul', 'RealDiv', 'AddV2', 'Add', 'Sub']);

/**
 * Feature maps that every path from the image to the embedding passes, first to last. Of a run of nodes that only
 * scale and shift, the last is named.
 *
 * @param named nodes that stand for a value of the file
 */
export function findLayers(editor: Editor, embedding: string, named: ReadonlySet<string>): FoundLayer[] {
  const nodes = sorted([...editor.nodes.values()]);
  const geometry = geometryOf(editor);
  const cuts = cutNodes(nodes, editor.input, embedding);
  const order = new Map(nodes.map(({ name }, i) => [name, i]));
  const imageChannels = editor.shape(editor.input).at(-1);
  const candidates = cuts.filter((name) => {
    const lies = geometry.get(name);
    const shape = editor.shape(name);
    if (!lies || !named.has(name) || NO_LAYER.has(editor.node(name).op)) return false;
    if (lies.cells[0] * lies.cells[1] < 2 || sizePerImage(shape) < 8) return false;
    if (lies.kind === 'tokens' && shape.length !== 3) return false;
    const isImage = lies.step[0] === 1 && lies.step[1] === 1 && shape.at(-1) === imageChannels;
    return !isImage || MIXING.test(editor.node(name).op);
  });
  const readers = readersOf(nodes);
  const known = new Set(candidates);
  const found = candidates.filter((name) => {
    const [reader, ...others] = readers.get(name) ?? [];
    const isScaled =
      reader && others.length === 0 && AFFINE.has(reader.op) && editor.live(reader.name).length === 1;
    return !(isScaled && known.has(reader.name));
  });
  return found.map((node, i): FoundLayer => {
    const lies = geometry.get(node)!;
    const following = found[i + 1];
    return {
      node,
      geometry: lies,
      channels: editor.shape(node).at(-1)!,
      block:
        following === undefined ||
        endsBlock(editor, readers.get(node) ?? [], node, following) ||
        geometry.get(following)!.cells.join() !== lies.cells.join() ||
        branches(editor, order, node, following),
    };
  });
}

/** Does this node join ways, with no activation behind it that would be the block's output instead? */
function endsBlock(editor: Editor, readers: readonly GraphNode[], node: string, following: string): boolean {
  if (!['AddV2', 'ConcatV2'].includes(editor.node(node).op) || editor.live(node).length < 2) return false;
  const isActivated =
    readers.length === 1 && readers[0]!.name === following && editor.live(following).length === 1;
  return !isActivated;
}

/** Do several ways lead from one layer to the next, one of them through more than pointwise arithmetic? */
function branches(editor: Editor, order: ReadonlyMap<string, number>, from: string, to: string): boolean {
  const between = new Set<string>([to]);
  const open = [to];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const input of inputsOf(editor.node(name))) {
      if (input === from || between.has(input) || editor.isConstant(input)) continue;
      if ((order.get(input) ?? 0) < (order.get(from) ?? 0)) continue;
      between.add(input);
      open.push(input);
    }
  }
  const readers = [...between].filter((name) => inputsOf(editor.node(name)).includes(from));
  if (readers.length < 2) return false;
  const { op } = editor.node(to);
  const joins = op !== 'Mul' && op !== 'RealDiv';
  return joins && [...between].some((name) => name !== to && MIXING.test(editor.node(name).op));
}

/**
 * The nodes that every path from the image to the output passes, in the order they are passed; the output is the
 * last, the image is left out. A feature map taken there holds all that the output knows of the image, which is
 * what makes it a layer to explain.
 *
 * @param nodes each after its inputs
 */
function cutNodes(nodes: readonly GraphNode[], image: string, output: string): string[] {
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
