import { expect, it } from 'vitest';
import { Newest } from './newest.ts';

/** Work whose end the test decides. */
function held() {
  const begun: number[] = [];
  let end: (() => void) | null = null;
  const newest = new Newest<number>(async (wish) => {
    begun.push(wish);
    await new Promise<void>((resolve) => {
      end = resolve;
    });
  });
  return { newest, begun, finish: () => end?.() };
}

it('does one thing at a time, and then the newest of what was asked meanwhile', async () => {
  const { newest, begun, finish } = held();
  const all = newest.ask(1);
  void newest.ask(2);
  void newest.ask(3);
  expect([newest.busy, newest.superseded]).toEqual([true, true]);
  expect(begun).toEqual([1]);
  finish();
  await Promise.resolve();
  await Promise.resolve();
  expect(begun).toEqual([1, 3]);
  expect([newest.busy, newest.superseded]).toEqual([true, false]);
  finish();
  await all;
  expect(newest.busy).toBe(false);
});

it('lets go of what waits, and begins afresh afterwards', async () => {
  const { newest, begun, finish } = held();
  const all = newest.ask(1);
  void newest.ask(2);
  newest.drop();
  finish();
  await all;
  expect(begun).toEqual([1]);
  const again = newest.ask(4);
  finish();
  await again;
  expect(begun).toEqual([1, 4]);
});

it('does what its own first step leads to afterwards, not within it', async () => {
  const order: string[] = [];
  const newest: Newest<string> = new Newest((wish) => {
    order.push(`${wish} begins`);
    if (wish === 'a') void newest.ask('b');
    order.push(`${wish} ends`);
    return Promise.resolve();
  });
  await newest.ask('a');
  expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});
