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
export type ValueForm = 'vector' | 'map' | 'tokens';

/** @returns null where a value is no vector, map or tokens for each image */
export function formOf({ dims }: { readonly dims: Dims }): ValueForm | null {
  const rest = hasBatch(dims[0] ?? 0) || dims[0] === 1 ? dims.slice(1) : dims;
  if (rest.length === dims.length || sizePerImage(rest) < 4) return null;
  const long = rest.filter((d) => d > 1);
  if (long.length <= 1) return 'vector';
  if (dims.length === 4) return 'map';
  return dims.length === 3 ? 'tokens' : null;
}

export function widthOf({ dims }: { readonly dims: Dims }, layout?: OnnxModel['layout']): number {
  const form = formOf({ dims });
  if (form === 'map') return dims[layout === 'NHWC' ? 3 : 1]!;
  return form === 'tokens' ? dims[2]! : sizePerImage(dims.slice(1));
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

/** The matrix product that ends a network, and what is added to it behind. */
interface LastLinear {
  readonly product: OnnxNode;
  /** Values that an addition takes besides the product. */
  readonly added: readonly string[];
}

/** The matrix product that ends a network, seen from an output; null where something else ends it. */
function lastLinear(makers: ReadonlyMap<string, OnnxNode>, output: string): LastLinear | null {
  const added: string[] = [];
  let node = makers.get(output);
  for (let k = 0; node && k < 8; k++) {
    if (node.op === 'Gemm' || node.op === 'MatMul') return { product: node, added };
    if (!POINTLESS.has(node.op)) return null;
    const from: string | undefined = node.inputs.find((name) => makers.has(name));
    if (node.op === 'Add') added.push(...node.inputs.filter((name) => name !== from));
    node = from === undefined ? undefined : makers.get(from);
  }
  return null;
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
    return value && !isConstant(value) && value.type === 'float' && formOf(value) ? value : null;
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
    const classes = classesOf(converted, name);
    const linear = classes > 1 ? lastLinear(makers, name) : null;
    const scores = linear && isScores(model, makers, name, classes);
    if (linear && scores) {
      propose(linear.product.inputs[0]!, `what the last matrix, which gives ${classes} ${scores}, reads`);
      classifier ??= classifierOf(converted, linear, classes);
    }
  }
  for (const { name } of model.graph.outputs) {
    const value = live(name);
    const form = value && formOf(value);
    if (!form) continue;
    const isScore = classifier?.classes === widthOf(value);
    const words = {
      vector: isScore ? 'an output of the network, with a score for each class' : 'an output of the network',
      map: 'an output of the network, a feature map: its mean over positions',
      tokens: 'an output of the network, tokens: the class token, or their mean where there is none',
    };
    propose(name, words[form]);
  }
  for (const node of model.graph.nodes.slice(-16).reverse()) {
    for (const name of node.outputs) {
      const value = live(name);
      if (value && formOf(value) === 'vector' && found.size < 8)
        propose(name, `a vector inside, behind ${node.op}`);
    }
  }
  return { candidates: [...found.values()], classifier };
}

/** How many values an output has for each image, where they could be scores of classes: two are enough; else 0. */
function classesOf(converted: Converted, output: string): number {
  const value = converted.values.get(output);
  if (!value || isConstant(value) || value.type !== 'float') return 0;
  const rest = value.dims.slice(1);
  return rest.filter((d) => d > 1).length <= 1 ? sizePerImage(rest) : 0;
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

/** W and b of `z = W x + b`; null where the product is of another form, so that no scores are shown that are not the network's. */
function classifierOf(
  converted: Converted,
  { product, added }: LastLinear,
  classes: number,
): ClassifierCard | null {
  const constant = (name: string | undefined) => {
    const value = name === undefined || name === '' ? undefined : converted.values.get(name);
    return value && isConstant(value) ? value : null;
  };
  const { attributes } = product;
  const int = (name: string) => {
    const found = attributes.get(name);
    return found?.kind === 'int' ? found.value : 0;
  };
  const factor = (name: string) => {
    const found = attributes.get(name);
    return found?.kind === 'float' ? found.value : 1;
  };
  const weight = constant(product.inputs[1]);
  if (weight?.dims.length !== 2 || int('transA') === 1) return null;
  const inner = weight.data.length / classes;
  const turned = int('transB') === 1;
  if (weight.dims[turned ? 0 : 1] !== classes) return null;
  const alpha = factor('alpha');
  const weights = (turned ? weight.floats : transposed(weight.floats, [inner, classes], [1, 0])).map(
    (w) => w * alpha,
  );
  const bias = new Float32Array(classes);
  const shifts = [
    ...(product.inputs.length > 2 ? [{ name: product.inputs[2], times: factor('beta') }] : []),
    ...added.map((name) => ({ name, times: 1 })),
  ];
  for (const { name, times } of shifts) {
    const shift = name === '' ? null : constant(name);
    if (name !== '' && shift?.data.length !== classes && shift?.data.length !== 1) return null;
    if (shift) for (let t = 0; t < classes; t++) bias[t]! += times * shift.floats[t % shift.data.length]!;
  }
  return { classes, weights, bias };
}
