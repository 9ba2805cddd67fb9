import type { HeadCard, LayerCard } from './card.ts';
import type { Cost } from './cost.ts';
import { multiplyAddsOf } from './cost.ts';
import type { Candidate } from './embeddings.ts';
import { type NetworkFile, openFiles } from './files.ts';
import type { Guess } from './guess-preprocessing.ts';
import { sha256Of } from './identity.ts';
import { type Choices, type ImageInput, type Plan, planNetwork } from './plan.ts';

/** Everything that can be said of a network before it runs. */
export interface Finding {
  readonly file: { readonly name: string; readonly bytes: number; readonly sha256: string };
  readonly producer: string;
  /** ONNX's; null for a tfjs graph model. */
  readonly opset: number | null;
  /** The file's operators and how often each stands there, the most frequent first. */
  readonly operators: readonly (readonly [string, number])[];
  readonly inputs: readonly { readonly name: string; readonly shape: string }[];
  readonly outputs: readonly { readonly name: string; readonly shape: string }[];
  readonly image: ImageInput;
  /** Several images at once, or one by one. */
  readonly batch: 'any' | 'one';
  readonly preprocessing: Guess;
  readonly embedding: {
    readonly name: string;
    readonly channels: number;
    readonly l2: boolean;
    readonly candidates: readonly Candidate[];
  };
  readonly classes: number | null;
  readonly head: HeadCard;
  readonly layers: readonly LayerCard[];
  readonly defaultLayer: string;
  readonly cost: Cost;
  /** What will be slow, in words. */
  readonly slow: readonly string[];
}

/**
 * Reads a network and says what it is, without running it.
 *
 * @throws Refusal
 */
export function inspect(files: readonly NetworkFile[], choices: Choices = {}): Finding {
  const { network, beside } = openFiles(files);
  const plan = planNetwork({ network, beside }, choices);
  const { model, image, batch, guess, candidates, classifier, embedding, head, layers, defaultLayer, cost } =
    plan;
  const counts = new Map(model.operators);
  if (!model.operators) for (const { op } of model.graph.nodes) counts.set(op, (counts.get(op) ?? 0) + 1);
  const shapes = (list: Plan['model']['graph']['inputs']) =>
    list.map(({ name, dims }) => ({ name, shape: `[${dims?.join(', ') ?? '?'}]` }));
  const known = new Set(model.graph.initialisers.map(({ name }) => name));
  return {
    file: { name: network.name, bytes: network.bytes.length, sha256: sha256Of(network) },
    producer: model.producer,
    opset: model.operators ? null : (model.opsets.get('') ?? 1),
    operators: [...counts].sort(([, a], [, b]) => b - a),
    inputs: shapes(model.graph.inputs.filter(({ name }) => !known.has(name))),
    outputs: shapes(model.graph.outputs),
    image,
    batch,
    preprocessing: guess,
    embedding: { name: embedding.name, channels: embedding.channels, l2: embedding.l2, candidates },
    classes: classifier?.classes ?? null,
    head,
    layers,
    defaultLayer,
    cost,
    slow: slowParts(plan),
  };
}

function slowParts({ editor, cost, batch }: Plan): string[] {
  const { nodes, shapes } = editor.graph;
  const share = (test: (op: string) => boolean) =>
    nodes.filter(({ op }) => test(op)).reduce((sum, node) => sum + multiplyAddsOf(node, shapes), 0) /
    cost.multiplyAdds;
  const count = (op: string) => nodes.filter((node) => node.op === op).length;
  return [
    cost.multiplyAdds > 1e10 &&
      `${(cost.multiplyAdds / 1e9).toFixed(0)} billion multiply-adds an image: some seconds on a processor.`,
    share((op) => op === 'BatchMatMulV2') > 0.2 &&
      'Much of the work is attention, which is slow without a GPU.',
    count('Transpose') > 24 && `Values are put into another order ${count('Transpose')} times.`,
    count('ConcatV2') > 64 && 'Grouped convolutions run group by group.',
    batch === 'one' && 'The file fixes one image at a time.',
    cost.peakBytes > 5e8 && `It holds ${(cost.peakBytes / 1e6).toFixed(0)} MB at once.`,
  ].filter((words) => words !== false);
}
