/**
 * The prepared models in public/models against the published ones, their cards and the shapes of the goldens, whose
 * numbers src/engine/worker/engine.golden.test.ts holds them to.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Tensor, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it } from 'vitest';
import { layerShape, modelCard } from '../core/models/index.ts';
import type { BuiltInId } from '../core/models/model.ts';
import { FORMULA_SIZE } from './formula-images.ts';
import facesGolden from './golden/faces.json' with { type: 'json' };
import objectsGolden from './golden/objects.json' with { type: 'json' };
import { loadGraphFiles, loadModel } from './load-model.ts';
import { relativeError } from './relative-error.ts';

const goldens = { objects: objectsGolden, faces: facesGolden };
// The third is published without a graph: src/testing/dlib.test.ts.
const ids = Object.keys(goldens) as (keyof typeof goldens)[];
const root = new URL('../../', import.meta.url);

/** Two different images, small to be fast; 72 is no multiple of 32, so rounding up is tested as well. */
const [height, width] = [72, 96] as const;
const small = tensor4d(
  Float32Array.from({ length: 2 * height * width * 3 }, (_, i) => (i * 7919 + (i >> 5) * 104729) % 256),
  [2, height, width, 3],
);
afterAll(() => {
  small.dispose();
});

/** The graph as published, its placeholder's fixed height and width freed so that it takes a small image. */
async function loadPublished(id: BuiltInId) {
  const { package: name, file } = modelCard(id).source;
  const path = `node_modules/${name}/${file}`;
  return loadGraphFiles(new URL(path, root), new URL(path.replace(/json$/, 'bin'), root), (text) => {
    const json = JSON.parse(text) as { modelTopology: { node: { op: string; attr: { shape: unknown } }[] } };
    const placeholder = json.modelTopology.node.find((node) => node.op === 'Placeholder')!;
    placeholder.attr.shape = { shape: { dim: [-1, -1, -1, 3].map((size) => ({ size: String(size) })) } };
    return JSON.stringify(json);
  });
}

const values = async (tensor: Tensor): Promise<Float32Array> => {
  const data = (await tensor.data()) as Float32Array;
  tensor.dispose();
  return data;
};

describe.each(ids)('%s', (id) => {
  const card = modelCard(id);
  const golden = goldens[id];
  const { node: input } = card.input;
  const embedding = card.defaultLayer;

  it('files are the ones on the card', () => {
    for (const { path, bytes, sha256 } of [card.files.topology, card.files.weights]) {
      const file = readFileSync(new URL(`public/models/${id}/${path}`, root));
      expect(file.length).toBe(bytes);
      expect(createHash('sha256').update(file).digest('hex')).toBe(sha256);
    }
    expect(card.files.topology.bytes + card.files.weights.bytes).toBeLessThan(card.source.publishedBytes);
  });

  it('has every layer of the goldens', () => {
    expect(card.layers.map((layer) => layer.node)).toEqual(
      expect.arrayContaining(golden.layers.map((layer) => layer.node)),
    );
    for (const { node, shape } of golden.layers) {
      const layer = card.layers.find((candidate) => candidate.node === node)!;
      expect([...layerShape(layer, [FORMULA_SIZE, FORMULA_SIZE])]).toEqual(shape);
    }
  });

  it('computes what the published graph computes, at every layer (≤ 1e-5)', async () => {
    const nodes = card.layers.map((layer) => layer.node);
    const [prepared, published] = [await loadModel(id), await loadPublished(id)];
    const ours = prepared.execute({ [input]: small }, nodes) as Tensor[];
    const theirs = published.execute({ [input]: small }, nodes) as Tensor[];
    for (const [i, node] of nodes.entries()) {
      expect(ours[i]!.shape, node).toEqual(theirs[i]!.shape);
      expect(relativeError(await values(ours[i]!), await values(theirs[i]!)), node).toBeLessThanOrEqual(1e-5);
    }
    prepared.dispose();
    published.dispose();
  });

  it('has the shapes it claims, and each layer alone gives the embedding', async () => {
    const model = await loadModel(id);
    const maps = model.execute(
      { [input]: small },
      card.layers.map((layer) => layer.node),
    ) as Tensor4D[];
    const expected = Float32Array.from(await maps.at(-1)!.data());
    for (const [i, layer] of card.layers.entries()) {
      const map = maps[i]!;
      const [h, w, channels] = layerShape(layer, [height, width]);
      expect(map.shape, layer.node).toEqual([2, h, w, channels]);
      // A node that the embedding can be reached around would ask for the image here, and throw.
      if (layer.node === embedding) continue;
      const again = model.execute({ [layer.node]: map }, embedding) as Tensor4D;
      expect(relativeError(await values(again), expected), layer.node).toBeLessThanOrEqual(1e-6);
    }
    for (const map of maps) map.dispose();
    model.dispose();
  });
});

it('tfjs notices a node that is no cut: inside a residual block the image is still needed', async () => {
  const { input, defaultLayer } = modelCard('objects');
  const inside = 'tower_0/MobilenetV3/expanded_conv_9/expand/hard_swish/mul_1';
  const model = await loadModel('objects');
  const map = model.execute({ [input.node]: small }, inside) as Tensor4D;
  expect(() => model.execute({ [inside]: map }, defaultLayer)).toThrow(input.node);
  map.dispose();
  model.dispose();
});
