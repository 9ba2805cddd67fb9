import { beforeEach, describe, expect, it, vi } from 'vitest';
import { arithmetic } from '../../app/background/arithmetic.ts';
import { explanationIn, pairOf } from '../../app/result.ts';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import type { Picture, Result } from '../../app/state.ts';
import { MODEL_CHANGED } from '../../app/stop-words.ts';
import { createAppStore } from '../../app/store.ts';
import { METRICS } from '../../core/metrics/index.ts';
import type { EngineClient } from '../../engine/client/client.ts';
import { MOSAIC_SIDE, MOSAIC_SIZE, MosaicEngine, mosaic } from '../../testing/mosaic-engine.ts';
import { WhatIf } from './what-if.ts';

const RED = [250, 10, 20] as const;
const GREY = [90, 100, 110] as const;
const files = { a: mosaic('a', [RED, GREY, GREY, GREY]), b: mosaic('b', [RED, RED, RED, RED]) };
const settings = { ...DEFAULT_SETTINGS, size: MOSAIC_SIZE };
const picture = (id: string): Picture => ({ id, name: id, width: 8, height: 8, origin: { kind: 'file' } });

let engine: MosaicEngine;
let store: ReturnType<typeof createAppStore>;
let session: WhatIf;

async function pixelsOf(id: string): Promise<Uint8Array> {
  return new Uint8Array(await (await (id === 'a' ? files.a : files.b).blob()).arrayBuffer());
}

/** A result as the app makes it, as far as this panel reads it. */
async function result(change: Partial<typeof settings> = {}): Promise<Result> {
  const { vectors } = await engine.vectors(
    ['a', 'b'].map((key) => ({ key, size: MOSAIC_SIZE, pixels: () => pixelsOf(key) })),
  );
  const map = { data: Float32Array.of(4, 3, 2, 1), height: 2, width: 2 };
  return {
    settings: { ...settings, ...change },
    explanations: ['a', 'b'].map((id, i) => ({ of: picture(id), vectors: vectors[i], map })),
  } as unknown as Result;
}

const settle = () => vi.waitFor(() => expect(session.state.getState().busy).toBe(false));
const shown = () => session.state.getState().after!.similarity;

beforeEach(async () => {
  engine = new MosaicEngine();
  store = createAppStore();
  store.setState({ result: await result() });
  session = new WhatIf({
    store,
    client: { newJob: () => engine.newJob(), sessionOf: () => engine } as unknown as EngineClient,
    background: arithmetic,
    pixels: ({ id }: Picture) => pixelsOf(id),
  } as unknown as ConstructorParameters<typeof WhatIf>[0]);
  await vi.waitFor(() => expect(session.state.getState().after).not.toBeNull());
});

const corner = { left: 0, top: 0, right: 4, bottom: 4 };

describe('what if this were gone', () => {
  it('begins with the numbers of the result, and asks the network for nothing', async () => {
    const [a, b] = pairOf(await result());
    const expected = METRICS.cosine.similarity(a.vectors.embedding, b.vectors.embedding);
    expect(session.state.getState().before!.similarity).toBe(expected);
    expect(shown()).toBe(expected);
    expect(engine.embedded).toEqual([]);
  });

  it('loses score with what the two share, and undo brings the very number back', async () => {
    const before = shown();
    session.choose({ fill: 'black' });
    session.stamp('a', corner);
    await settle();
    const without = shown();
    expect(without).toBeLessThan(before - 0.05);
    expect(session.state.getState().shares.a).toBe(0.25);
    session.stamp('a', { left: 4, top: 4, right: 8, bottom: 8 });
    await settle();
    session.undo();
    await settle();
    expect(shown()).toBe(without);
    session.undo();
    await settle();
    expect(shown()).toBe(before);
  });

  it('tries a held box without putting it down', async () => {
    const before = shown();
    session.choose({ fill: 'black' });
    session.hold('a', corner);
    await settle();
    expect(shown()).toBeLessThan(before);
    session.hold('a', null);
    await settle();
    expect(shown()).toBe(before);
    expect(session.state.getState().undoable).toBe(false);
  });

  it('takes a whole stroke back at once, and starting over too', async () => {
    const before = shown();
    session.begin('a');
    session.stroke('a', { x: 1, y: 1 }, { x: 3, y: 3 });
    session.stroke('a', { x: 3, y: 3 }, { x: 7, y: 3 });
    await session.byMap('b', 'keep');
    await settle();
    const edited = shown();
    session.reset();
    await settle();
    expect(shown()).toBe(before);
    session.undo();
    await settle();
    expect(shown()).toBe(edited);
    session.undo();
    session.undo();
    await settle();
    expect(shown()).toBe(before);
  });

  it('asks only for the newest of many changes', async () => {
    let finish: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const embed = engine.embed.bind(engine);
    const asked: number[] = [];
    engine.embed = async (...request) => {
      asked.push(request[0].reduce((sum, value) => sum + value, 0));
      await gate;
      return embed(...request);
    };
    session.choose({ fill: 'black' });
    session.hold('a', { left: 0, top: 0, right: 1, bottom: 8 });
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    for (let right = 2; right <= 8; right++) session.hold('a', { left: 0, top: 0, right, bottom: 8 });
    finish();
    await settle();
    expect(asked).toHaveLength(2);
    expect(asked[1]).toBe(0);
  });

  it('erases the top of the map, and keeps only it', async () => {
    // The map of both images is 4 3 / 2 1 on 2 × 2 cells: 4 − u − 2v, with u and v at 0 0 ⅛ ⅜ ⅝ ⅞ 1 1 of the way
    // from the first cell's centre to the second's. The 16 highest of 64 are 4 (4 times), 3⅞ (2), 3¾ (2), 3⅝ (3),
    // 3⅜ (3) and, of 3¼, the 2 in the fourth row.
    session.choose({ top: 0.25, fill: 'black' });
    const black = () => {
      const pixels = session.pixels('a')!;
      return Array.from({ length: MOSAIC_SIDE }, (_, y) =>
        Array.from({ length: MOSAIC_SIDE }, (_, x) =>
          pixels.slice((y * MOSAIC_SIDE + x) * 3, (y * MOSAIC_SIDE + x) * 3 + 3).every((value) => value === 0)
            ? '█'
            : '·',
        ).join(''),
      );
    };
    const scoreOf = (pixels: Uint8Array) => {
      const [edited] = engine.look(pixels);
      return METRICS.cosine.similarity(
        edited!,
        explanationIn(store.getState().result!, 'b').vectors.embedding,
      );
    };
    const whole = shown();
    const top = ['█████···', '█████···', '████····', '██······'];
    const none = '········';

    await session.byMap('a', 'erase');
    await settle();
    expect(session.state.getState().shares.a).toBe(0.25);
    expect(black()).toEqual([...top, none, none, none, none]);
    const erased = shown();
    expect(erased).toBeCloseTo(scoreOf(session.pixels('a')!), 12);
    // The red that A shares with B lies in that corner: without it the score falls, with it alone it rises.
    expect(erased).toBeLessThan(whole);
    await session.byMap('a', 'keep');
    await settle();
    expect(session.state.getState().shares.a).toBe(0.75);
    const turned = [...top, none, none, none, none].map((row) =>
      row.replace(/./gu, (cell) => (cell === '█' ? '·' : '█')),
    );
    expect(black()).toEqual(turned);
    expect(shown()).toBeCloseTo(scoreOf(session.pixels('a')!), 12);
    expect(shown()).toBeGreaterThan(whole);
  });

  it('costs no forward pass to change metric, method or reading after edits', async () => {
    session.choose({ fill: 'black' });
    session.stamp('a', corner);
    session.stamp('b', { left: 4, top: 4, right: 8, bottom: 8 });
    await settle();
    const passes = engine.embedded.length;
    const cosine = shown();
    const adopted = async (change: Partial<typeof settings>) => {
      const { settled } = session.state.getState();
      store.setState({ result: await result(change) });
      await vi.waitFor(() => expect(session.state.getState().settled).toBeGreaterThan(settled));
      await settle();
    };
    for (let i = 0; i < 3; i++) {
      await adopted({ metric: 'euclidean' });
      expect(shown()).toBeLessThan(0);
      await adopted({ method: 'grad-cam' });
      await adopted({ reading: 'gradient' });
      expect(shown()).toBe(cosine);
    }
    expect(engine.embedded).toHaveLength(passes);
    // The layer decides the vector only where its own similarity is explained.
    await adopted({ layer: 'elsewhere' });
    expect(engine.embedded).toHaveLength(passes);
    await adopted({ scope: 'layer' });
    expect(engine.embedded).toHaveLength(passes + 2);
    await adopted({ backend: 'cpu' });
    expect(engine.embedded).toHaveLength(passes + 4);
  });

  it('keeps edits while only the metric changes, and forgets them with the picture', async () => {
    session.stamp('a', corner);
    await settle();
    const cosine = shown();
    store.setState({ result: await result({ metric: 'euclidean' }) });
    await vi.waitFor(() => expect(shown()).not.toBe(cosine));
    expect(session.state.getState().shares.a).toBe(0.25);
    const swapped = await result();
    const [, b] = pairOf(swapped);
    store.setState({ result: { ...swapped, explanations: [b, b] } });
    await vi.waitFor(() => expect(session.state.getState().shares.a).toBe(0));
    expect(session.state.getState().undoable).toBe(false);
  });

  it('has no numbers while another model is open, and says why', async () => {
    session.stamp('a', corner);
    await settle();
    const asked = engine.embedded.length;
    engine.replaced = true;
    session.stamp('a', { left: 4, top: 4, right: 8, bottom: 8 });
    await settle();
    expect(engine.embedded).toHaveLength(asked);
    const { after, problem } = session.state.getState();
    expect(after).toBeNull();
    expect(problem).toBe(MODEL_CHANGED);
    // The result of the other model brings numbers again.
    engine.replaced = false;
    store.setState({ result: await result({ model: 'faces' }) });
    await vi.waitFor(() => expect(session.state.getState().after).not.toBeNull());
    expect(session.state.getState().problem).toBeNull();
  });

  it('says what stopped it', async () => {
    engine.embed = () => Promise.reject(new Error('device was lost'));
    session.stamp('a', corner);
    await settle();
    const { after, problem } = session.state.getState();
    expect(after).toBeNull();
    expect(problem).toContain('graphics');
  });
});
