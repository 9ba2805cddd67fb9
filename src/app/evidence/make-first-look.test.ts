import { beforeEach, describe, expect, it } from 'vitest';
import { Lru } from '../../core/lru.ts';
import type { Vectors } from '../../core/methods/side.ts';
import { SAMPLES } from '../../core/samples/samples.ts';
import { MosaicEngine, mosaic } from '../../testing/mosaic-engine.ts';
import { type MosaicPictures, mosaicResult } from '../../testing/mosaic-result.ts';
import type { Picture, Result, Settings } from '../state.ts';
import { createAppStore } from '../store.ts';
import { FirstLooks } from './first-looks.ts';
import { makeFirstLook } from './make-first-look.ts';
import type { Bench } from './try-others.ts';

const RED = [250, 10, 20] as const;
const GREEN = [10, 240, 30] as const;
const BLUE = [20, 15, 245] as const;
const GREY = [90, 100, 110] as const;

const bytes = async (...colours: Parameters<typeof mosaic>[1]) =>
  new Uint8Array(await (await mosaic('m', colours).blob()).arrayBuffer());

let engine: MosaicEngine;
let pictures: MosaicPictures;
let mapped: number;
let embedded: number;

beforeEach(async () => {
  engine = new MosaicEngine();
  mapped = 0;
  embedded = 0;
  pictures = {
    a: { id: 'a', pixels: await bytes(RED, GREEN, BLUE, GREY) },
    b: { id: 'b', pixels: await bytes(RED, RED, GREY, RED) },
  };
});

/** Other photographs, all of one colour: their maps of A and B point elsewhere than at what is red. */
async function bench(colours: Parameters<typeof mosaic>[1] = [BLUE, BLUE, BLUE, RED]) {
  const pixels = await bytes(...colours);
  const { vectors } = await new MosaicEngine().vectors([
    { key: 's', size: [8, 8], pixels: () => Promise.resolve(pixels) },
  ]);
  const prepared = new Map<string, Vectors>(SAMPLES.map(({ id }) => [`sample:${id}`, vectors[0]!]));
  const grey = await bytes(GREY, GREY, GREY, GREY);
  const session = {
    map: (request: Parameters<MosaicEngine['map']>[0]) => {
      mapped += 1;
      return engine.map(request);
    },
    features: (image: { key: string }) => engine.features(image),
    newJob: () => 1,
    info: { modelSha256: 'made-up', backend: 'wasm' },
    embed: async () => {
      embedded += 1;
      const blank = new MosaicEngine();
      return [
        (await blank.vectors([{ key: 'g', size: [8, 8], pixels: () => Promise.resolve(grey) }])).vectors[0]!
          .pooled,
      ];
    },
  };
  return {
    client: { sessionOf: () => session },
    pixels: ({ id }: Picture) => Promise.resolve(id === 'a' ? pictures.a.pixels : pictures.b.pixels),
    references: { prepared: () => Promise.resolve(prepared) },
    blanks: new Lru(2),
  } as unknown as Bench;
}

async function result(change: Partial<Settings> = {}): Promise<Result> {
  const made = await mosaicResult(engine, pictures, change);
  const follows = [0.1, null];
  const explanations = made.explanations.map((one, i) => ({ ...one, controlCorrelation: follows[i]! }));
  return { ...made, activity: 'mean', explanations };
}

describe('a first look at a result', () => {
  it('finds that a map of what the two share beats those for partners that share something else', async () => {
    const found = await makeFirstLook(
      await bench(),
      await result({ method: 'decomposition' }),
      () => undefined,
    );
    expect(found.facts.others).toMatchObject({ rank: { rank: 1, of: SAMPLES.length + 1, p: 1 / 12 } });
    // Both images: for each photograph, and for a blank image.
    expect(mapped).toBe(2 * (SAMPLES.length + 1));
  });

  it('asks for a blank image once, however many maps of one network are looked at', async () => {
    const shared = await bench();
    for (const metric of ['cosine', 'euclidean', 'cosine'] as const)
      await makeFirstLook(shared, await result({ metric }), () => undefined);
    expect(embedded).toBe(1);
  });

  it('finds no difference where every partner is the same', async () => {
    const [shown, other] = [await result({ method: 'decomposition' }), await result()];
    const explanations = shown.explanations.map((one, i) => ({ ...one, map: other.explanations[i]!.map }));
    const found = await makeFirstLook(
      await bench([RED, RED, GREY, RED]),
      { ...shown, explanations },
      () => undefined,
    );
    expect(['bad', 'mixed']).toContain(found.kind);
  });

  it('asks for no map where none can say anything', async () => {
    for (const change of [{ method: 'mean-activation' }, { method: 'rise' }, { against: 'class' }] as const) {
      const found = await makeFirstLook(await bench(), await result(change), () => undefined);
      expect(found.kind, JSON.stringify(change)).toMatch(/none|bad/);
    }
    expect(mapped).toBe(0);
  });

  it('stops when the result is not wanted any more', async () => {
    let left = 3;
    const over = async () =>
      makeFirstLook(await bench(), await result(), () => {
        if (left-- === 0) throw new Error('over');
      });
    await expect(over()).rejects.toThrow('over');
    expect(mapped).toBe(6);
  });
});

describe('first looks', () => {
  it('stand beside the result they are of, and are made once', async () => {
    const store = createAppStore();
    const looks = new FirstLooks(store, await bench());
    const idle: (() => void)[] = [];
    looks.watch((call) => idle.push(call));
    const one = await result();
    store.setState({ result: one, job: { status: 'done' } });
    idle.pop()!();
    await expect.poll(() => store.getState().firstLook?.result).toBe(one);
    expect(store.getState().firstLook!.found).toBe(await looks.of(one));
    expect(idle).toEqual([]);
  });

  it('say nothing of a result that was replaced meanwhile', async () => {
    const store = createAppStore();
    const looks = new FirstLooks(store, await bench());
    const idle: (() => void)[] = [];
    looks.watch((call) => idle.push(call));
    const [old, next] = [await result(), await result({ metric: 'euclidean' })];
    store.setState({ result: old, job: { status: 'done' } });
    idle[0]!();
    store.setState({ result: next });
    idle[1]!();
    await expect.poll(() => store.getState().firstLook?.result).toBe(next);
    // It was broken off, and is made where somebody asks for it.
    expect(await looks.of(old)).not.toBeNull();
  });
});
