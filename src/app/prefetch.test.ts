import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { METHODS } from '../core/methods/index.ts';
import { MODELS } from '../core/models/index.ts';
import { bareApp } from '../testing/bare-app.ts';
import { oneClickAway, prefetch } from './prefetch.ts';
import { answeredBy } from './question.ts';
import { DEFAULT_SETTINGS, reconcile, sameSettings } from './settings.ts';
import type { Result } from './state.ts';

describe('what is one click away', () => {
  const near = oneClickAway(DEFAULT_SETTINGS);

  it('is every setting that a control leads to and no masked copies are needed for', () => {
    const methods = Object.values(METHODS).filter(({ kind }) => kind !== 'perturbation');
    for (const change of [
      { metric: 'euclidean' },
      { reading: 'normalized' },
      { reading: 'gradient' },
      { scope: 'layer' },
      ...methods.slice(1).map(({ id }) => ({ method: id })),
    ] as const) {
      const { settings } = reconcile(DEFAULT_SETTINGS, change);
      expect(near.filter((one) => sameSettings(one, settings))).toHaveLength(1);
    }
    expect(near.every(({ method }) => METHODS[method].kind !== 'perturbation')).toBe(true);
    expect(near.some((one) => sameSettings(one, DEFAULT_SETTINGS))).toBe(false);
  });

  it('is nothing below the last layer, where a click may cost a gradient pass', () => {
    const { node } = MODELS.objects.layers.at(-2)!;
    expect(oneClickAway({ ...DEFAULT_SETTINGS, layer: node })).toEqual([]);
  });
});

describe('prefetch', () => {
  let app: Awaited<ReturnType<typeof bareApp>>;
  beforeEach(async () => {
    app = await bareApp();
  });
  afterEach(() => app.close());
  const knows = (settings: typeof DEFAULT_SETTINGS) => {
    const { images } = answeredBy(app.store.getState().result!);
    return app.known.recall({ settings, images });
  };

  it('makes the maps ahead, the same as when they are asked for, and no image goes through the network', async () => {
    const { result } = await app.explained();
    const near = oneClickAway(result.settings);
    const asked = await Promise.all(
      near.map(async (settings) => {
        const other = await bareApp();
        const answer = await other.explained(settings);
        other.close();
        return answer.result;
      }),
    );
    await app.explained({ metric: 'euclidean' });
    prefetch(app.store, app.client, app.known, app.options, {
      idle: (call) => call(),
      slow: Number.POSITIVE_INFINITY,
    });
    const { result: again } = await app.explained({ metric: 'cosine' });
    const { forwards } = await app.client.unbrokenSession(again.engine)!.stats();
    await expect.poll(() => near.every((settings) => knows(settings) !== null)).toBe(true);
    expect((await app.client.unbrokenSession(again.engine)!.stats()).forwards).toBe(forwards);
    const mapsOf = (result: Result | null) => result?.explanations.map(({ map }) => map);
    for (const [i, settings] of near.entries()) expect(mapsOf(knows(settings))).toEqual(mapsOf(asked[i]!));
  });

  it('stops when something is asked for', async () => {
    let begin: (() => void) | undefined;
    prefetch(app.store, app.client, app.known, app.options, {
      idle: (call) => {
        begin = call;
      },
    });
    const { result } = await app.explained();
    const { node } = MODELS.objects.layers[0]!;
    const asked = app.explained({ layer: node });
    begin!();
    await asked;
    expect(oneClickAway(result.settings).filter((settings) => knows(settings) !== null)).toEqual([]);
  });

  it('stops where a map takes long', async () => {
    prefetch(app.store, app.client, app.known, app.options, { idle: (call) => call(), slow: 0 });
    const { result } = await app.explained();
    const near = oneClickAway(result.settings);
    await expect.poll(() => knows(near[0]!) !== null).toBe(true);
    await new Promise((later) => setTimeout(later, 50));
    expect(near.filter((settings) => knows(settings) !== null)).toHaveLength(1);
  });
});
