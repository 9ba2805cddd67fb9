import { GraphModel } from '@tensorflow/tfjs-converter';
import { type io, mean, type Tensor, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Preprocessing } from '../../graph/card.ts';
import { type Prepared, prepare } from '../../graph/prepare.ts';
import { formulaPixels } from '../formula-images.ts';
import { startWasm } from '../start-wasm.ts';
import { NETWORKS, openNetwork } from './packed.ts';

beforeAll(startWasm);

async function load({ modelTopology, weightSpecs, weightData }: Prepared): Promise<GraphModel> {
  const artifacts = { modelTopology, weightSpecs, weightData } as io.ModelArtifacts;
  const model = new GraphModel({ load: () => Promise.resolve(artifacts) });
  await model.load();
  return model;
}

/** Largest difference over the largest magnitude. */
function relative(got: ArrayLike<number>, want: readonly number[]): number {
  expect(got.length).toBe(want.length);
  const scale = Math.max(...want.map(Math.abs));
  return Math.max(...want.map((w, i) => Math.abs(w - got[i]!))) / scale;
}

function normalised(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return vector.map((v) => v / length);
}

const cosine = (x: readonly number[], y: readonly number[]) =>
  x.reduce((sum, v, i) => sum + v * y[i]!, 0) / (Math.hypot(...x) * Math.hypot(...y));

describe.each(NETWORKS)('%s', (name) => {
  const { answers, exporters, files } = openNetwork(name);
  const { height, width } = answers.input;
  const preprocessing = { id: 'custom', ...answers.input } as unknown as Preprocessing;

  it.each(exporters)('%s: embedding, similarities, layers and the folded head', async (exporter) => {
    const prepared = prepare(files(exporter), { preprocessing });
    const { card } = prepared;
    expect([card.input.height, card.input.width]).toEqual([height, width]);
    const model = await load(prepared);
    const pixels = [...formulaPixels('a', answers.input), ...formulaPixels('b', answers.input)];
    const images = card.batch === 'any' ? tensor4d(pixels, [2, height, width, 3]) : null;
    const one = (i: number) =>
      tensor4d(pixels.slice((i * pixels.length) / 2, ((i + 1) * pixels.length) / 2), [1, height, width, 3]);
    const run = (node: string) =>
      images
        ? [model.execute({ [card.input.node]: images }, node) as Tensor]
        : [0, 1].map((i) => model.execute({ [card.input.node]: one(i) }, node) as Tensor);

    const flat = (await Promise.all(run(card.embedding.node).map((t) => t.data()))).flatMap((v) => [...v]);
    const size = card.embedding.channels;
    const vectors = [flat.slice(0, size), flat.slice(size)] as [number[], number[]];
    expect(card.embedding.l2).toBe(answers.normalised);
    const [a, b] = card.embedding.l2 ? [normalised(vectors[0]), normalised(vectors[1])] : vectors;
    expect(relative(a, answers.embedding.a)).toBeLessThan(1e-4);
    expect(relative(b, answers.embedding.b)).toBeLessThan(1e-4);
    expect(Math.abs(cosine(a, b) - answers.similarity.cosine)).toBeLessThan(1e-4);
    const distance = -Math.hypot(...a.map((v, i) => v - b[i]!));
    expect(Math.abs(distance - answers.similarity.euclidean)).toBeLessThan(1e-4 * Math.max(1, -distance));

    for (const which of ['last', 'middle'] as const) {
      const names = answers.exports[exporter]!.taps[which];
      const layer = card.layers.find((l) => names.includes(l.name));
      expect(layer, `${which}: ${names.join()} among ${card.layers.map((l) => l.name).join()}`).toBeDefined();
      expect([...layer!.cells, layer!.channels]).toEqual(answers.taps[which].shape);
      expect(run(layer!.node)[0]!.shape.slice(1)).toEqual(answers.taps[which].shape);
    }
    for (const layer of card.layers.filter((l) => l.embedding)) {
      const pooled = run(layer.node).map((t) => mean(t as Tensor4D, [1, 2]));
      const means = (await Promise.all(pooled.map((t) => t.data()))).flatMap((v) => [...v]);
      expect(relative(means, flat)).toBeLessThan(1e-5);
    }
  });
});
