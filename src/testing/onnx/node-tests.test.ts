import { GraphModel, type GraphModel as Loaded } from '@tensorflow/tfjs-converter';
import { type NamedTensorMap, ready, setBackend, type Tensor, tensor } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { permute, transposed } from '../../graph/dims.ts';
import { toArtifacts } from '../../graph/graph.ts';
import { type Converted, convert } from '../../graph/onnx/convert.ts';
import type { OnnxModel } from '../../graph/onnx/model.ts';
import { readModel, readTensor } from '../../graph/onnx/read-model.ts';
import { type Constant, decode } from '../../graph/onnx/tensor.ts';
import { isConstant } from '../../graph/onnx/value.ts';
import { Refusal } from '../../graph/refusal.ts';
import { openPacked } from './packed.ts';

/**
 * ONNX's own operator tests (Apache-2.0): each is computed rightly, or refused in words. Each is tried with all its
 * float inputs as images, with the first alone, and with none, in which case folding computes it.
 */
const files = openPacked('node-tests');
const cases = [...new Set(Object.keys(files).map((path) => path.split('/')[0]!))].filter((n) =>
  n.startsWith('test_'),
);

interface Case {
  readonly model: OnnxModel;
  readonly inputs: ReadonlyMap<string, Constant>;
  readonly outputs: readonly (Constant | undefined)[];
}

function open(name: string): Case {
  const model = readModel(files[`${name}/model.onnx`]!);
  const read = (kind: string, i: number) => {
    const bytes = files[`${name}/${kind}_${i}.pb`];
    return bytes && decode(readTensor(bytes), new Map());
  };
  const given = model.graph.inputs.map((info, i): [string, Constant | undefined] => [
    info.name,
    read('input', i),
  ]);
  return {
    model,
    inputs: new Map(given.filter((entry): entry is [string, Constant] => entry[1] !== undefined)),
    outputs: model.graph.outputs.map((_, i) => read('output', i)),
  };
}

type Outcome = 'passed' | 'refused' | `wrong: ${string}`;

const variants = {
  images: (_: number, type: string) => type !== 'int',
  'one image': (i: number, type: string) => i === 0 && type !== 'int',
  constants: () => false,
};

async function run(
  { model, inputs, outputs }: Case,
  isLive: (i: number, type: string) => boolean,
): Promise<Outcome> {
  const live = [...inputs].filter(([, value], i) => isLive(i, value.type));
  const known = new Map([...inputs].filter(([name]) => !live.some(([other]) => other === name)));
  let converted: Converted;
  try {
    converted = convert(model, { shapes: new Map(live.map(([name, { dims }]) => [name, dims])), known });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(error.message.length).toBeGreaterThan(10);
    expect(error.remedy.length).toBeGreaterThan(10);
    return 'refused';
  }
  let graph: Loaded | null = null;
  for (const [i, { name }] of model.graph.outputs.entries()) {
    const want = outputs[i];
    const got = converted.values.get(name);
    if (!got) return 'refused';
    if (!want) continue;
    if (got.dims.join() !== want.dims.join())
      return `wrong: shape ${got.dims.join()} for ${want.dims.join()}`;
    let values: ArrayLike<number>;
    if (isConstant(got)) values = got.data;
    else {
      graph ??= await load(converted);
      const feeds: NamedTensorMap = {};
      for (const [key, value] of live) {
        const { node, order, dims, type } = converted.inputs.get(key)!;
        const data = transposed(Float32Array.from(value.data), dims, order);
        feeds[node] = tensor(data, permute(dims, order), type === 'bool' ? 'bool' : 'float32');
      }
      const result = graph.execute(feeds, got.node) as Tensor;
      const back = got.dims.map((_, axis) => got.order.indexOf(axis));
      values = transposed(Float32Array.from(await result.data()), result.shape, back);
    }
    const worst = [...want.data].findIndex((w, k) => {
      const v = values[k]!;
      if (Number.isNaN(w)) return !Number.isNaN(v);
      if (!Number.isFinite(w)) return v !== w;
      return !(Math.abs(v - w) <= 1e-5 + 2e-3 * Math.abs(w));
    });
    if (worst >= 0) return `wrong: ${values[worst]} for ${want.data[worst]} at ${worst}`;
  }
  return 'passed';
}

async function load({ graph }: Converted): Promise<Loaded> {
  const model = new GraphModel({ load: () => Promise.resolve(toArtifacts(graph) as never) });
  await model.load();
  return model;
}

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

describe('ONNX operator tests', () => {
  it('are passed or refused in words, none wrong', async () => {
    const table = new Map<string, { passed: number; refused: number }>();
    const wrong: string[] = [];
    for (const name of cases) {
      const test = open(name);
      const outcomes: Outcome[] = [];
      for (const [variant, isLive] of Object.entries(variants)) {
        const outcome = await run(test, isLive).catch(
          (error: unknown) => `wrong: threw ${String(error)}` as const,
        );
        outcomes.push(outcome);
        if (outcome.startsWith('wrong')) wrong.push(`${name} (${variant}): ${outcome}`);
      }
      const row = table.get(operatorOf(test)) ?? { passed: 0, refused: 0 };
      row[outcomes.includes('passed') ? 'passed' : 'refused'] += 1;
      table.set(operatorOf(test), row);
    }
    const rows = [...table].sort(([a], [b]) => a.localeCompare(b));
    const total = (key: 'passed' | 'refused') => rows.reduce((sum, [, row]) => sum + row[key], 0);
    console.log(
      [
        ...rows.map(([op, { passed, refused }]) => `${op.padEnd(28)} ${passed} passed, ${refused} refused`),
        `all ${cases.length}: ${total('passed')} passed, ${total('refused')} refused`,
      ].join('\n'),
    );
    expect(wrong).toEqual([]);
    expect(cases.length).toBe(687);
    expect(total('passed')).toBeGreaterThanOrEqual(549);
  });
});

const operatorOf = ({ model }: Case): string => model.graph.nodes[0]!.op;
