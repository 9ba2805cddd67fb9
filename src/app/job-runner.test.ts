import { afterEach, beforeEach, expect, it } from 'vitest';
import { bareApp } from '../testing/bare-app.ts';

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
