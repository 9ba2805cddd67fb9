import { beforeEach, describe, expect, it } from 'vitest';
import { randomizationVerdict } from '../../core/faithfulness/sanity-verdict.ts';
import { modelCard } from '../../core/models/index.ts';
import type { RandomizedReply, RandomizedRequest } from '../../engine/api.ts';
import type { EngineSession } from '../../engine/client/engine-session.ts';
import { engineTask } from '../../testing/engine-task.ts';
import { MosaicEngine, mosaic } from '../../testing/mosaic-engine.ts';
import { type MosaicPictures, mosaicResult } from '../../testing/mosaic-result.ts';
import { pairOf } from '../result.ts';
import type { Services } from '../services.ts';
import type { Picture, Result, Settings } from '../state.ts';
import { checkRandomization, doneStages, type RandomizationCheck } from './check-randomization.ts';

const { layers } = modelCard('objects');
const LAST = layers.length;
/** Four layers before the last. */
const MIDDLE = layers[LAST - 5]!.node;

const bytes = async (...colours: Parameters<typeof mosaic>[1]) =>
  new Uint8Array(await (await mosaic('m', colours).blob()).arrayBuffer());

let shown: Result;
let pictures: MosaicPictures;
let asked: { request: Omit<RandomizedRequest, 'blocks'>; stages: readonly number[] } | null;
let seeds: number[];

beforeEach(async () => {
  asked = null;
  seeds = [];
  pictures = {
    a: { id: 'a', pixels: await bytes([250, 10, 20], [10, 240, 30], [20, 15, 245], [90, 100, 110]) },
    b: { id: 'b', pixels: await bytes([250, 10, 20], [250, 60, 20], [10, 240, 30], [20, 15, 245]) },
  };
});

const result = async (change: Partial<Settings>) => {
  shown = await mosaicResult(new MosaicEngine(), pictures, { layer: MIDDLE, ...change });
  return shown;
};

/** A network that has forgotten n blocks: from the third on, its map is another one altogether. */
function reply(blocks: number): RandomizedReply {
  const [a, b] = pairOf(shown);
  const other = ({ data }: { data: Float32Array }) =>
    blocks < 3 ? data.slice() : Float32Array.from([1, 3, 0, 2], (p) => data[p]!);
  // The cosines: 1/√(1 + n²) at the layer, 2/√(4 + n²) at the end.
  const still = { pooled: Float32Array.of(1, 0), embedding: Float32Array.of(1, 0) };
  const moved = { pooled: Float32Array.of(1, blocks), embedding: Float32Array.of(2, blocks) };
  return { maps: [other(a.map), other(b.map)], vectors: [still, moved] };
}

function check(report: (value: RandomizationCheck | null, fraction: number) => void = () => undefined) {
  const session = {
    randomized(
      request: Omit<RandomizedRequest, 'blocks'>,
      stages: readonly number[],
      found: (index: number, reply: RandomizedReply) => void,
    ) {
      asked = { request, stages };
      seeds.push(request.weightSeed);
      // Stages come back in whatever order the workers finish them.
      for (const index of [...stages.keys()].reverse()) found(index, reply(stages[index]!));
      return Promise.resolve();
    },
  } as unknown as EngineSession;
  const services = {
    pixels: ({ id }: Picture) => Promise.resolve(id === 'a' ? pictures.a.pixels : pictures.b.pixels),
  } as unknown as Services;
  return checkRandomization(services, shown, engineTask(session, { job: 5, report }));
}

describe('checkRandomization', () => {
  it('asks for the very maps of the result, with ever more blocks shuffled', async () => {
    const { settings } = await result({ metric: 'euclidean', reading: 'gradient' });
    await check();
    expect(seeds).toEqual([1, 2, 3]);
    expect(asked!.stages).toEqual(Array.from({ length: LAST }, (_, i) => i + 1));
    expect(asked!.request).toMatchObject({
      job: 5,
      layer: settings.layer,
      method: 'sfam',
      metric: 'euclidean',
      reading: 'gradient',
      scope: 'final',
      seed: shown.seed,
    });
    expect(asked!.request.images.map(({ pixels }) => pixels)).toEqual([pictures.a.pixels, pictures.b.pixels]);
  });

  it('puts every answer at its stage, with its likeness and its score', async () => {
    await result({});
    const fractions: number[] = [];
    const { stages } = await check((_, fraction) => fractions.push(fraction));
    expect(fractions.at(0)).toBe(0);
    expect(fractions.at(-1)).toBe(1);
    for (const [index, { blocks, down, above, outcomes }] of stages.entries()) {
      expect(blocks).toBe(index + 1);
      expect(down).toBe(layers[LAST - blocks]!.label);
      // The map lies four layers before the last: four blocks come after it.
      expect(above).toBe(blocks <= 4);
      expect(outcomes).toHaveLength(3);
      const [outcome] = outcomes;
      expect(outcome!.directions[0]!.check.moved).toBe(blocks >= 3);
      expect(outcome!.similarity).toBeCloseTo(2 / Math.hypot(2, blocks), 6);
    }
  });

  it('begins at the layer whose own similarity is explained: what follows is no part of it', async () => {
    await result({ scope: 'layer' });
    const done = await check();
    expect(asked!.stages[0]).toBe(5);
    expect(asked!.stages.at(-1)).toBe(LAST);
    expect(done.stages.every(({ above }) => !above)).toBe(true);
    expect(done.stages[0]!.outcomes[0]!.similarity).toBeCloseTo(1 / Math.hypot(1, 5), 6);
  });

  it('takes few stages of a method that needs many passes, the first and the last among them', async () => {
    await result({ method: 'occlusion' });
    await check();
    expect(seeds).toEqual([1]);
    expect(asked!.stages).toHaveLength(4);
    expect(asked!.stages[0]).toBe(1);
    expect(asked!.stages.at(-1)).toBe(LAST);
  });

  it('gives the verdict what is done, and nothing of what is not', async () => {
    await result({});
    let half: RandomizationCheck | null = null;
    const whole = await check((value, fraction) => {
      if (fraction < 0.2) half = value;
    });
    expect(doneStages(whole)).toHaveLength(LAST);
    expect(doneStages(half!).length).toBeLessThan(LAST);
    expect(doneStages(half!).length).toBeGreaterThan(0);
    // The two stages that leave the map as it is lie above the layer, but not all that do.
    expect(randomizationVerdict(doneStages(whole), true).kind).not.toBe('fails');
    expect(randomizationVerdict(doneStages(whole).slice(0, 2), true).kind).toBe('fails');
  });
});
