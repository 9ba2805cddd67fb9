import { expect, it } from 'vitest';
import { engineTask } from '../../testing/engine-task.ts';
import { MosaicEngine, mosaic } from '../../testing/mosaic-engine.ts';
import { mosaicResult } from '../../testing/mosaic-result.ts';
import type { Services } from '../services.ts';
import type { Picture, Result } from '../state.ts';
import { canHalve, checkReferences, HALVINGS, spreadOf } from './check-references.ts';

const bytes = async (colours: Parameters<typeof mosaic>[1]) =>
  new Uint8Array(await (await mosaic('m', colours).blob()).arrayBuffer());
const RED = [250, 10, 20] as const;
const GREEN = [10, 240, 30] as const;
const BLUE = [20, 15, 245] as const;

async function contrast(
  others: readonly number[][],
): Promise<{ engine: MosaicEngine; result: Result; services: Pick<Services, 'pixels'> }> {
  const engine = new MosaicEngine();
  const pictures = {
    a: { id: 'a', pixels: await bytes([RED, GREEN, BLUE, RED]) },
    b: { id: 'b', pixels: await bytes([RED, RED, GREEN, BLUE]) },
  };
  const plain = await mosaicResult(engine, pictures, { method: 'decomposition', scope: 'layer' });
  const rivals = others.map((vector, i) => {
    const pooled = Float32Array.from(vector);
    return { id: `r${i}`, name: `r${i}`, weight: -1 / others.length, vectors: { pooled, embedding: pooled } };
  });
  const result = {
    ...plain,
    settings: { ...plain.settings, against: 'references' as const },
    explanations: plain.explanations.map((one) => ({ ...one, against: [...one.against, ...rivals] })),
  };
  const services = {
    pixels: ({ id }: Picture) => Promise.resolve(id === 'a' ? pictures.a.pixels : pictures.b.pixels),
  };
  return { engine, result, services };
}

const run = async (others: readonly number[][]) => {
  const { engine, result, services } = await contrast(others);
  // The whole set's map, which the halves are compared with.
  const explanations = await Promise.all(
    result.explanations.map(async (one) => {
      const { map: data } = await engine.map({
        job: 1,
        image: { key: one.of.id, size: [8, 8], pixels: () => services.pixels(one.of, result.settings) },
        layer: result.settings.layer,
        against: one.against,
        method: 'decomposition',
        metric: result.settings.metric,
        reading: result.settings.reading,
        scope: 'layer',
        seed: 1,
      });
      return { ...one, map: { ...one.map, data } };
    }),
  );
  return checkReferences(services, { ...result, explanations }, engineTask(engine));
};

it('finds no spread where all other images are one and the same', async () => {
  const check = await run(Array.from({ length: 6 }, () => [0.2, 0.9, 0.4]));
  expect(check.halves).toHaveLength(2 * HALVINGS);
  expect(check.halves.every(({ count }) => count === 3)).toBe(true);
  expect(spreadOf(check)!.least).toBeCloseTo(1, 6);
});

it('finds some where they differ', async () => {
  const others = [0, 1, 2].flatMap((k) =>
    [0.8, 1].map((value) => [0, 1, 2].map((i) => (i === k ? value : 0))),
  );
  const { mean, least } = spreadOf(await run(others))!;
  expect(least).toBeLessThan(0.999);
  expect(mean).toBeGreaterThan(least);
});

it('is offered for a contrast with four others or more', async () => {
  const { result } = await contrast([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
  expect(canHalve(result)).toBe(false);
  const more = (await contrast(Array.from({ length: 4 }, () => [1, 0, 0]))).result;
  expect(canHalve(more)).toBe(true);
  expect(canHalve({ ...more, settings: { ...more.settings, against: 'none' } })).toBe(false);
});
