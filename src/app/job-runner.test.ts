import { afterEach, beforeEach, expect, it } from 'vitest';
import { MODELS } from '../core/models/index.ts';
import { bareApp } from '../testing/bare-app.ts';
import { pictureOf } from './store.ts';

let app: Awaited<ReturnType<typeof bareApp>>;
beforeEach(async () => {
  app = await bareApp();
});
afterEach(() => app.close());

it('changes the state twice for a toggle: it runs, it is done', async () => {
  await app.explained();
  const { result, states } = await app.explained({ metric: 'euclidean' });
  expect(states).toEqual(['running', 'done']);
  expect(result.settings.metric).toBe('euclidean');
});

it('explains the first and the last of four layers that are chosen in a row', async () => {
  const { result } = await app.explained();
  const session = app.client.unbrokenSession(result.engine)!;
  const before = await session.stats();
  const layers = MODELS.objects.layers.slice(4, 8);
  const done = layers.map(({ node }) => app.explained({ layer: node }));
  expect((await done.at(-1)!).result.settings.layer).toBe(layers.at(-1)!.node);
  const { forwards, propagations } = await session.stats();
  // One pass back an image, twice.
  expect(propagations - before.propagations).toBe(4);
  expect(forwards).toBe(before.forwards);
});

it('goes back to what was explained before at once, as a new result that cost nothing', async () => {
  const { result: first } = await app.explained();
  expect(first.cost).toMatchObject({ recalled: false, forwarded: 2 });
  const { result: other } = await app.explained({ metric: 'euclidean' });
  app.store.setState(({ settings }) => ({ settings: { ...settings, metric: 'cosine' } }));
  app.runner.request();
  // Not awaited: it stands there before the call returns.
  const { result, job } = app.store.getState();
  expect(job.status).toBe('done');
  expect(result).toMatchObject({ explanations: first.explanations, finalScore: first.finalScore });
  expect(result?.cost).toMatchObject({ recalled: true, forwarded: 0, propagations: 0 });
  expect(result?.id).toBeGreaterThan(other.id);
});

it('recalls nothing of an engine that has died: a fresh one makes the map', async () => {
  const { result: first } = await app.explained();
  await app.explained({ metric: 'euclidean' });
  app.workers[0]!.fail('out of luck');
  const { result, states } = await app.explained({ metric: 'cosine' });
  expect(states).toContain('loading');
  expect(result.cost.recalled).toBe(false);
  const mapsOf = ({ explanations }: typeof result) => explanations.map(({ map }) => map);
  expect(mapsOf(result)).toEqual(mapsOf(first));
  expect(app.workers).toHaveLength(2);
});

it('goes back to the maps of two images that changed places, where what came after is cancelled', async () => {
  await app.explained();
  const { node } = MODELS.objects.layers[4]!;
  const { a, b } = app.store.getState().images;
  app.store.setState(({ settings }) => ({ settings: { ...settings, layer: node } }));
  app.runner.request();
  app.store.setState(({ settings }) => ({
    images: { a: b, b: a },
    settings: { ...settings, metric: 'euclidean' },
  }));
  app.runner.request();
  app.runner.cancel();
  await expect.poll(() => app.store.getState().notice?.text, { timeout: 30_000 }).toBe('Cancelled.');
  const { result, settings, job } = app.store.getState();
  expect(job.status).toBe('done');
  expect(settings).toMatchObject({ layer: node, metric: 'cosine' });
  expect(result?.settings).toEqual(settings);
  expect(result?.explanations.map(({ of }) => of)).toEqual([b, a].map(pictureOf));
});
