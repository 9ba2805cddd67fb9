import { expect, test } from '@playwright/test';
import { random } from '../scripts/hostile-images/random.mjs';
import { AppPage } from './app-page.ts';
import { DEEDS } from './monkey/deeds.ts';
import { isLagging } from './monkey/is-lagging.ts';
import { Ledger } from './monkey/ledger.ts';
import { type Held, likeState } from './monkey/like-state.ts';
import { readFacts } from './monkey/page-facts.ts';
import { settle } from './monkey/settle.ts';
import { FULL_SWEEP } from './sweep.ts';

/** The whole: `npm run monkey`. Another course: `MONKEY_SEED=2`. Every step as it is done: `MONKEY_TRACE=1`. */
const ACTIONS = Number(process.env.MONKEY ?? (FULL_SWEEP ? 1000 : 90));
const SEED = Number(process.env.MONKEY_SEED ?? 1);
/** After this many actions all code has run once, and everything is brought to the state that the end is compared with. */
const WARM = 60;
const MB = 2 ** 20;

test(`a monkey does ${ACTIONS} things and every invariant holds after each`, async ({ page }, info) => {
  test.setTimeout(120_000 + ACTIONS * 5_000);
  const dice = random(SEED);
  const urn = DEEDS.flatMap((deed) => Array.from({ length: deed.weight }, () => deed));
  // What cannot be clicked is a finding, not a reason to wait for the test's end.
  page.setDefaultTimeout(20_000);
  const app = new AppPage(page);
  const ledger = new Ledger('wasm');
  await app.open({ backend: 'wasm' });
  let facts = await readFacts(page);
  const lags = async () => {
    facts = await readFacts(page);
    return isLagging(facts, 'wasm');
  };
  await expect.poll(lags, 'the whole page is there').toBe(false);
  ledger.check(facts);

  const course: string[] = [];
  const most = { tensors: 0, workers: 0 };
  let first: Held | null = null;
  try {
    for (let step = 0; step < ACTIONS; step++) {
      course.push('…');
      const words = await urn[dice(urn.length)]!.act({ app, dice });
      // Every other time the next action comes while this one is still at work.
      const patient = dice(2) === 0 || step === ACTIONS - 1;
      course[step] = patient ? words : `${words}, at once`;
      if (process.env.MONKEY_TRACE)
        console.log(`${(performance.now() / 1000).toFixed(1)} s  ${step}. ${course[step]}`);
      if (words === 'reload') ledger.reloaded();
      if (patient) await settle(app);
      if (await lags()) await expect.poll(lags, 'the page catches up').toBe(false);
      ledger.check(facts);
      expect(app.problems).toEqual([]);
      expect(app.foreign).toEqual([]);
      most.tensors = Math.max(most.tensors, facts.tensors);
      most.workers = Math.max(most.workers, page.workers().length);
      if (step === WARM) first = await likeState(app);
    }
  } catch (error) {
    const text = `seed ${SEED}, failed at step ${course.length - 1}:\n${course.map((words, i) => `${i}. ${words}`).join('\n')}`;
    console.log(text);
    await info.attach('course', { body: text });
    throw error;
  }
  const last = await likeState(app);
  expect(app.problems).toEqual([]);
  console.log(
    `monkey: ${ACTIONS} actions, seed ${SEED}; at most ${most.tensors} tensors and ${most.workers} workers; ` +
      `in like states ${JSON.stringify(first)} → ${JSON.stringify(last)}`,
  );
  // Two for the engine, one that decodes, one for what runs in the background; two more while a model takes another's
  // place, and one more while a fresh decoder takes that of a stuck one.
  expect(most.workers).toBeLessThanOrEqual(7);
  if (first === null) return;
  expect(first.workers).toBeGreaterThan(MB);
  expect(last.tensors).toBe(first.tensors);
  expect(last.heap).toBeLessThan(first.heap + 16 * MB);
  expect(last.workers).toBeLessThan(first.workers + 32 * MB);
  expect(last.nodes).toBeLessThan(first.nodes + 3000);
  expect(last.listeners).toBeLessThan(first.listeners + 300);
});
