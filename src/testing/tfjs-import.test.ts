/** Published tfjs graph models, read as a user's own, against tfjs running the published graph. */
import { readFileSync } from 'node:fs';
import { GraphModel } from '@tensorflow/tfjs-converter';
import { reshape, setBackend, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { NetworkFile } from '../graph/files.ts';
import { inspect } from '../graph/inspect.ts';
import { prepare } from '../graph/prepare.ts';
import { PREPROCESSINGS } from '../graph/preprocess.ts';
import { Refusal } from '../graph/refusal.ts';
import { loadGraphFiles } from './load-model.ts';
import { attr, GraphBuilder } from './operators/graph-builder.ts';
import { relativeError } from './relative-error.ts';

const folder = new URL('../../node_modules/@vladmandic/human/models/', import.meta.url);
const path = (file: string) => new URL(file, folder);

function files(name: string): NetworkFile[] {
  return [`${name}.json`, `${name}.bin`].map((file) => ({
    name: file,
    bytes: new Uint8Array(readFileSync(path(file))),
  }));
}

const refusal = (list: readonly NetworkFile[]): Refusal => {
  try {
    inspect(list);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was not refused');
};

const values = async (of: Tensor) => (await of.data()) as Float32Array;

describe.each(['antispoof', 'emotion', 'facemesh', 'handlandmark-lite', 'iris', 'liveness'])('%s', (name) => {
  it('gives the vectors of the published graph (≤ 1e-5), and says what it is', async () => {
    const found = inspect(files(name));
    expect(found).toMatchObject({ opset: null, image: { layout: 'NHWC' }, file: { name: `${name}.json` } });
    expect(found.layers.length).toBeGreaterThan(3);
    const { height, width, channels } = found.image;
    const published = await loadGraphFiles(path(`${name}.json`), path(`${name}.bin`));
    const pixels = Float32Array.from(
      { length: height * width * 3 },
      (_, i) => (i * 7919 + (i >> 5) * 104729) % 256,
    );
    // A network for grey images gets a grey one.
    if (channels === 1)
      pixels.forEach((_, i) => {
        pixels[i] = pixels[i - (i % 3)]!;
      });
    const grey = pixels.filter((_, i) => i % 3 === 0);
    const theirs = tensor(channels === 1 ? grey : pixels, [1, height, width, channels]);
    const ours = tensor(pixels, [1, height, width, 3]);
    const { value } = found.embedding.candidates[0]!;
    const { card, modelTopology, weightSpecs, weightData } = prepare(files(name), {
      height,
      width,
      embedding: value,
      preprocessing: PREPROCESSINGS.bytes,
    });
    const artifacts = { modelTopology, weightSpecs, weightData } as never;
    const model = new GraphModel({ load: () => Promise.resolve(artifacts) });
    await model.load();
    const mine = model.execute({ [card.input.node]: ours }, card.embedding.node) as Tensor;
    const reference = published.execute({ [found.image.name]: theirs }, value) as Tensor;
    const all = await values(reshape(reference, [-1]));
    expect(relativeError(await values(mine), all), value).toBeLessThanOrEqual(1e-5);
    expect(mine.shape).toEqual([1, all.length]);
    model.dispose();
    published.dispose();
  });
});

it.each([
  ['both turned', true, true],
  ['left turned', true, false],
  ['right turned', false, true],
])('a product of computed stacks, %s, and an Einsum give what tfjs gives', async (_, left, right) => {
  const [rows, columns] = [16, 24];
  const graph = new GraphBuilder();
  graph.input('image', [-1, 8, 16, 3]);
  const shape = (...dims: number[]) => graph.integers(...dims);
  const wide = graph.node('Reshape', ['image', shape(-1, rows, columns)]);
  const tall = graph.node('Reshape', ['image', shape(-1, columns, rows)]);
  const flags = { adj_x: attr.flag(left), adj_y: attr.flag(right) };
  const product = graph.node('BatchMatMulV2', [left ? tall : wide, right ? wide : tall], flags);
  const mixed = graph.node('Einsum', [product, wide], {
    equation: attr.text('bij,bjc->bic'),
    N: attr.int(2),
  });
  graph.node('Mean', [mixed, graph.integers(1)], { keep_dims: attr.flag(false) }, 'embedding');
  const { modelTopology, weightSpecs, weightData } = graph.artifacts;
  const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
  const json = JSON.stringify({ format: 'graph-model', modelTopology, weightsManifest });
  const prepared = prepare(
    [
      { name: 'model.json', bytes: Uint8Array.from(Buffer.from(json)) },
      { name: 'weights.bin', bytes: new Uint8Array(weightData) },
    ],
    { embedding: 'embedding', preprocessing: PREPROCESSINGS['zero-one'] },
  );
  await setBackend('cpu');
  const pixels = Float32Array.from({ length: 2 * 8 * 16 * 3 }, (__, i) => (i * 7919) % 256);
  const mine = new GraphModel({ load: () => Promise.resolve(prepared as never) });
  await mine.load();
  const theirs = await graph.build();
  const { input, embedding } = prepared.card;
  const got = mine.execute({ [input.node]: tensor(pixels, [2, 8, 16, 3]) }, embedding.node) as Tensor;
  const image = tensor(
    pixels.map((v) => v / 255),
    [2, 8, 16, 3],
  );
  const want = theirs.execute({ image }, 'embedding') as Tensor;
  expect(got.shape).toEqual([2, columns]);
  expect(relativeError(await values(got), await values(want))).toBeLessThan(1e-5);
});

describe('what is refused in words', () => {
  it('is operators that are not run, all of them', () => {
    const { reason, message, remedy } = refusal(files('movenet-lightning'));
    expect(reason).toBe('unsupported-operator');
    expect(message).toContain("'ArgMax' 2 times (first at ");
    expect(message).not.toContain('opset');
    expect(remedy).toContain('Convert only the part up to the embedding');
  });

  it('is a shard that is not there, by its name, and one that is cut short', () => {
    const [json, bin] = files('liveness') as [NetworkFile, NetworkFile];
    expect(refusal([json])).toMatchObject({ reason: 'missing-file' });
    expect(refusal([json]).message).toContain("'liveness.bin'");
    expect(refusal([json, { ...bin, bytes: bin.bytes.subarray(0, 5000) }]).reason).toBe('truncated');
    expect(refusal([json, { ...bin, bytes: new Uint8Array([...bin.bytes, 0]) }]).reason).toBe('malformed');
  });

  const made = (model: object): NetworkFile[] => [
    { name: 'model.json', bytes: Uint8Array.from(Buffer.from(JSON.stringify(model))) },
  ];

  it('is a layers model, JSON of something else, a path out of the folder, and nonsense', () => {
    expect(refusal(made({ format: 'layers-model', modelTopology: {} })).remedy).toContain('tfjs_graph_model');
    expect(refusal(made({ hello: 1 })).message).toContain('no tfjs graph model');
    const outside = {
      modelTopology: { node: [] },
      weightsManifest: [{ paths: ['../../x.bin'], weights: [] }],
    };
    expect(refusal(made(outside)).reason).toBe('unsafe-path');
    for (const node of [null, {}, { name: '__proto__' }, { name: 'a', op: 'Relu', input: 7 }]) {
      const model = { modelTopology: { node: [node] }, weightsManifest: [] };
      expect(refusal(made(model))).toBeInstanceOf(Refusal);
    }
    const [json, bin] = files('liveness') as [NetworkFile, NetworkFile];
    for (const length of [1, 100, json.bytes.length - 1])
      expect(refusal([{ ...json, bytes: json.bytes.subarray(0, length) }, bin])).toBeInstanceOf(Refusal);
  });

  it('is whatever is left of a network with a few characters changed', () => {
    const [json, bin] = files('liveness') as [NetworkFile, NetworkFile];
    const topology = Buffer.from(json.bytes).indexOf('"node"');
    let refused = 0;
    for (let run = 0; run < 120; run++) {
      const bytes = json.bytes.slice();
      for (let k = 0; k < 1 + (run % 3); k++)
        bytes[topology + ((run * 7919 + k * 104_729) % (bytes.length - topology))] = 0x30 + ((run + k) % 75);
      try {
        inspect([{ ...json, bytes }, bin]);
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(10);
    // Inputs taken away, one node after the other.
    const model = JSON.parse(Buffer.from(json.bytes).toString()) as {
      modelTopology: { node: { op: string; input?: string[] }[] };
    };
    for (const node of model.modelTopology.node) {
      const { input } = node;
      if (!input || input.length === 0) continue;
      node.input = input.slice(0, -1);
      expect(() => inspect([...made(model), bin]), node.op).toThrow(Refusal);
      node.input = input;
    }
  });

  it('is a cycle, and a node named as an object’s own property', () => {
    const attr = {};
    const placeholder = { name: 'x', op: 'Placeholder', attr };
    const cycle = [
      placeholder,
      { name: 'a', op: 'Add', input: ['x', 'toString'], attr },
      { name: 'toString', op: 'Relu', input: ['a'], attr },
    ];
    expect(refusal(made({ modelTopology: { node: cycle }, weightsManifest: [] })).message).toContain('cycle');
    const odd = [placeholder, { name: '__proto__', op: 'constructor', input: ['x'], attr }];
    expect(refusal(made({ modelTopology: { node: odd }, weightsManifest: [] })).reason).toBe(
      'unsupported-operator',
    );
  });
});
