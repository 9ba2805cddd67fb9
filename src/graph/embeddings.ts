import type { ClassifierCard } from './card.ts';
import { type Dims, dimsText, hasBatch, sizePerImage, transposed } from './dims.ts';
import type { Converted } from './onnx/convert.ts';
import type { OnnxModel, OnnxNode } from './onnx/model.ts';
import { isConstant, type Live } from './onnx/value.ts';

/** A value that could be the embedding. */
export interface Candidate {
  /** What the file calls it. */
  readonly value: string;
  readonly channels: number;
  readonly shape: string;
  /** Plain words. */
  readonly reason: string;
}

/** How a value becomes `[n, E]`: as it is, by the mean over positions of a map, or by its class token. */
export type Reading = 'vector' | 'map' | 'tokens';

/** @returns null where a value is no vector, map or tokens for each image */
export function readingOf({ dims }: { readonly dims: Dims }): Reading | null {
  const rest = hasBatch(dims[0] ?? 0) || dims[0] === 1 ? dims.slice(1) : dims;
  if (rest.length === dims.length || sizePerImage(rest) < 4) return null;
  const long = rest.filter((d) => d > 1);
  if (long.length <= 1) return 'vector';
  if (dims.length === 4) return 'map';
  return dims.length === 3 ? 'tokens' : null;
}

export function widthOf({ dims }: { readonly dims: Dims }, layout?: OnnxModel['layout']): number {
  const reading = readingOf({ dims });
  if (reading === 'map') return dims[layout === 'NHWC' ? 3 : 1]!;
  return reading === 'tokens' ? dims[2]! : sizePerImage(dims.slice(1));
}

const POINTLESS = new Set([
  'Softmax',
  'LogSoftmax',
  'Identity',
  'Reshape',
  'Squeeze',
  'Flatten',
  'Cast',
  'Add',
]);

/** The matrix product that ends a network, seen from an output; null where something else ends it. */
function lastLinear(
  model: OnnxModel,
  makers: ReadonlyMap<string, OnnxNode>,
  output: string,
): OnnxNode | null {
  let node = makers.get(output);
  for (let k = 0; node && k < 8; k++) {
    if (node.op === 'Gemm' || node.op === 'MatMul') return node;
    if (!POINTLESS.has(node.op)) return null;
    const next: OnnxNode | undefined = node.inputs
      .map((name) => makers.get(name))
      .find((maker) => maker !== undefined);
    node = next;
  }
  return model.graph.nodes.length === 0 ? null : null;
}

export interface Proposal {
  readonly candidates: readonly Candidate[];
  readonly classifier: ClassifierCard | null;
}

/**
 * Values that could be the embedding, the most likely first. Where a network ends in class scores, that is what its
 * last matrix reads.
 */
export function proposeEmbeddings(model: OnnxModel, converted: Converted): Proposal {
  const makers = new Map(
    model.graph.nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)),
  );
  const live = (name: string): Live | null => {
    const value = converted.values.get(name);
    return value && !isConstant(value) && value.type === 'float' && readingOf(value) ? value : null;
  };
  const found = new Map<string, Candidate>();
  const propose = (name: string, reason: string) => {
    const value = live(name);
    if (!value || found.has(name) || model.generated?.has(name)) return;
    found.set(name, {
      value: name,
      channels: widthOf(value, model.layout),
      shape: dimsText(value.dims),
      reason,
    });
  };
  let classifier: ClassifierCard | null = null;
  for (const { name } of model.graph.outputs) {
    const value = live(name);
    if (!value) continue;
    const linear = lastLinear(model, makers, name);
    const scores = linear && isScores(model, makers, name, widthOf(value));
    if (linear && scores) {
      propose(linear.inputs[0]!, `what the last matrix, which gives ${widthOf(value)} ${scores}, reads`);
      classifier ??= classifierOf(converted, linear, widthOf(value));
    }
  }
  for (const { name } of model.graph.outputs) {
    const value = live(name);
    const reading = value && readingOf(value);
    if (!reading) continue;
    const isScore = classifier?.classes === widthOf(value);
    const words = {
      vector: isScore ? 'an output of the network, with a score for each class' : 'an output of the network',
      map: 'an output of the network, a feature map: its mean over positions',
      tokens: 'an output of the network, tokens: the class token, or their mean where there is none',
    };
    propose(name, words[reading]);
  }
  for (const node of model.graph.nodes.slice(-16).reverse()) {
    for (const name of node.outputs) {
      const value = live(name);
      if (value && readingOf(value) === 'vector' && found.size < 8)
        propose(name, `a vector inside, behind ${node.op}`);
    }
  }
  return { candidates: [...found.values()], classifier };
}

/** Words for what a vector of scores is; null where it looks like an embedding. A guess, which can be changed. */
function isScores(
  model: OnnxModel,
  makers: ReadonlyMap<string, OnnxNode>,
  output: string,
  width: number,
): string | null {
  const maker = makers.get(output);
  if (maker && /Softmax$/.test(maker.op)) return 'class scores (a softmax follows)';
  if (/logit|class|prob|score/i.test(output) && model.graph.outputs.length > 0)
    return 'class scores (by its name)';
  return width % 16 !== 0 ? 'values, which look like class scores' : null;
}

function classifierOf(converted: Converted, linear: OnnxNode, classes: number): ClassifierCard | null {
  const [, weight, bias] = linear.inputs.map((name) => converted.values.get(name));
  if (!weight || !isConstant(weight) || weight.dims.length !== 2) return null;
  const inner = weight.data.length / classes;
  const turned = linear.attributes.get('transB');
  const isTurned = turned?.kind === 'int' && turned.value === 1;
  const weights = isTurned ? weight.floats : transposed(weight.floats, [inner, classes], [1, 0]);
  const shift =
    bias && isConstant(bias) && bias.data.length === classes ? bias.floats : new Float32Array(classes);
  return { classes, weights, bias: shift };
}
