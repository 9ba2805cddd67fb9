import type { AppPage } from '../app-page.ts';
import { memory } from './memory.ts';
import { readFacts } from './page-facts.ts';
import { settle } from './settle.ts';

/** What the page and its workers hold in a state that is the same whatever was done before. */
export interface Held {
  readonly tensors: number;
  /** Bytes of script memory of the page, after collecting garbage. */
  readonly heap: number;
  /** The same of all its workers together. */
  readonly workers: number;
  readonly nodes: number;
  readonly listeners: number;
}

/**
 * Loads the other model and this one again, which empties every cache of the engine, with the first sample pair and
 * the default settings; then says what is held.
 */
export async function likeState(app: AppPage): Promise<Held> {
  const { page } = app;
  await page.keyboard.press('Escape');
  await settle(app);
  await page.setViewportSize({ width: 1360, height: 900 });
  const settings = { size: '224x224', method: 'sfam', cis: 'contribution', scope: 'Final similarity' };
  await app.choose('Model', 'faces');
  await settle(app);
  await app.choose('Model', 'objects');
  await settle(app);
  await page.locator('.sample-card').first().click();
  await settle(app);
  const wanted: readonly (readonly [string, string])[] = [
    ['Input size', settings.size],
    ['Method', settings.method],
    ['Metric', 'Cosine'],
    ['CIS', settings.cis],
    ['Explain', settings.scope],
    ['Layer', 'tower_0/extern1/hard_swish/mul_1'],
  ];
  for (const [group, option] of wanted) {
    await app.choose(group, option);
    await settle(app);
  }
  await app.choose('Model', 'faces');
  await settle(app);
  await app.choose('Model', 'objects');
  await app.done();
  const { tensors } = await readFacts(page);
  return { tensors, ...(await memory(page)) };
}
