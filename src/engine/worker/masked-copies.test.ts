import { expect, it } from 'vitest';
import { modelCard } from '../../core/models/index.ts';
import { formulaInputs, wasmEngine } from '../../testing/node-engine.ts';
import { MaskedCopies } from './masked-copies.ts';

const LAYER = modelCard('objects').defaultLayer;

it('makes what is not known, for the image and the masks asked about, and forgets what failed', async () => {
  const copies = new MaskedCopies();
  let made = 0;
  const ask = (image: string, ...masks: number[]) =>
    copies.getOr(image, Float32Array.from(masks), () => {
      made += 1;
      return Promise.resolve([Float32Array.of(made)]);
    });
  expect(await ask('a', 0, 1)).toEqual(await ask('a', 0, 1));
  expect(made).toBe(1);
  for (const other of [() => ask('b', 0, 1), () => ask('a', 1, 0), () => ask('a', 0, 1, 1)]) {
    const before = made;
    await other();
    expect(made).toBe(before + 1);
  }
  const failing = copies.getOr('c', Float32Array.of(1), () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(await ask('c', 1)).toEqual([Float32Array.of(made)]);
});

it('Distance Explainer after RISE, another metric and another partner take no masked copy again', async () => {
  const engine = await wasmEngine('objects');
  const [a, b] = formulaInputs().map((input) => ({
    ...input,
    size: [32, 32] as const,
    pixels: input.pixels!.slice(0, 32 * 32 * 3),
  }));
  const { vectors } = await engine.vectors([a!, b!], LAYER);
  const make = async (
    method: 'rise' | 'distance-explainer',
    metric: 'cosine' | 'euclidean',
    partner: 0 | 1,
  ) =>
    engine.map(
      {
        job: 1,
        image: 'a',
        layer: LAYER,
        against: [{ vectors: vectors[partner]!, weight: 1 }],
        seed: 1,
        method,
        metric,
        reading: 'contribution',
        scope: 'final',
      },
      null,
    );
  const rise = await make('rise', 'cosine', 1);
  expect(rise.masked).toBe(512);
  for (const [method, metric, partner] of [
    ['distance-explainer', 'cosine', 1],
    ['rise', 'euclidean', 1],
    ['distance-explainer', 'euclidean', 0],
  ] as const)
    expect((await make(method, metric, partner)).masked).toBe(0);
  const again = await make('rise', 'cosine', 1);
  expect(again.map).toEqual(rise.map);
}, 120_000);
