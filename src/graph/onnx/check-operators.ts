import { quoted, Refusal } from '../refusal.ts';
import type { OnnxModel, OnnxNode } from './model.ts';
import { isOperator } from './ops/index.ts';

const QUANTISED =
  /^(QLinear|QGemm|ConvInteger|MatMulInteger|DynamicQuantize|QuantizeLinear|DequantizeLinear|QAttention)/;

/** Versions of ONNX's operators that conversion was written for; newer ones run where every operator is known. */
const OLDEST_OPSET = 7;

/**
 * Refuses what cannot be run before anything is computed, naming each operator, how often it stands there and where.
 *
 * @throws Refusal
 */
export function checkOperators(model: OnnxModel): void {
  const opset = model.opsets.get('') ?? 1;
  if (opset < OLDEST_OPSET) {
    throw new Refusal(
      'unsupported-operator',
      `The network is written in ONNX's opset ${opset}; ${OLDEST_OPSET} and newer are read.`,
      'Convert it with onnx.version_converter, or export it again with a newer opset_version.',
    );
  }
  const found = new Map<string, { count: number; first: OnnxNode }>();
  for (const node of model.graph.nodes) {
    if (node.domain === '' && isOperator(node.op)) continue;
    const name = node.domain === '' ? node.op : `${node.domain}.${node.op}`;
    const known = found.get(name);
    if (known) known.count += 1;
    else found.set(name, { count: 1, first: node });
  }
  if (found.size === 0 && model.graph.sparse === 0) return;
  if (model.graph.sparse > 0) {
    throw new Refusal('unsupported-form', 'The network has sparse weights.', 'Export it with dense weights.');
  }
  const list = [...found].map(([name, { count, first }]) => {
    const where = quoted(first.name || (first.outputs[0] ?? ''));
    return `${quoted(name.replace(/^tfjs\./, ''))} ${count === 1 ? 'once' : `${count} times`} (first at ${where})`;
  });
  const names = [...found.keys()].map((name) => name.replace(/^.*\./, ''));
  if (names.some((name) => QUANTISED.test(name))) {
    throw new Refusal(
      'quantised',
      `The network is quantised to 8-bit whole numbers: ${list.join('; ')}; opset ${opset}.`,
      'Use the float32 network that it was made from.',
    );
  }
  const control = names.some((name) => ['If', 'Loop', 'Scan', 'SequenceMap'].includes(name));
  const functions = model.functions > 0 && [...found.keys()].some((name) => name.includes('.'));
  throw new Refusal(
    'unsupported-operator',
    `The network uses operators that are not run: ${list.join('; ')}${model.operators ? '' : `; opset ${opset}`}.`,
    model.operators
      ? 'Convert only the part up to the embedding (tensorflowjs_converter of the backbone), or export the network as ONNX.'
      : control
        ? 'Export it by tracing with a fixed input size, so that no branches and loops are left.'
        : functions
          ? 'Inline functions before, for example with onnx.inliner.inline_local_functions.'
          : 'Export only the part up to the embedding (torch.onnx.export of the backbone), or replace these steps by standard ones.',
  );
}
