import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { arithmetic } from '../background/arithmetic.ts';
import { DEFAULT_CHOICE } from './default-choice.ts';
import { listVariants } from './list-variants.ts';
import type { PairResult } from './pair-result.ts';
import type { PairsState } from './pairs-state.ts';
import { PairsTable } from './pairs-table.ts';
import { summarize } from './summary.ts';

const made = {
  choice: DEFAULT_CHOICE,
  settings: { model: 'objects', size: [224, 224], fit: 'stretch', layer: 'l', scope: 'final', backend: null },
  backend: 'wasm',
  place: { network: 'n', group: 'g' },
} as const;
const variants = listVariants({ ...DEFAULT_CHOICE, scope: 'final' });

/** A pair with some number in every row. */
const result = (i: number): PairResult => ({
  key: `p${i}`,
  a: `a${i}`,
  b: `b${i}`,
  subjects: [`a${i}`, `b${i}`],
  sameClass: false,
  similarity: { cosine: 0.5, euclidean: -1 },
  numbers: Object.fromEntries(
    variants.map(({ id }, row) => {
      const difference = Math.sin(i * 7 + row);
      return [id, { difference, insertion: difference, deletion: 0, drop: 0, increase: 0 }];
    }),
  ),
});
const results = Array.from({ length: 40 }, (_, i) => result(i));

/** Everything that waits for nothing but its turn has had it. */
const turn = () => new Promise((later) => setTimeout(later));

function setUp() {
  const source = createStore(() => ({ made: null, results: [] }) as unknown as PairsState);
  const asked: number[] = [];
  const table = new PairsTable(source, {
    summarize: async (...all) => {
      asked.push(all[1].length);
      await turn();
      return arithmetic.summarize(...all);
    },
  });
  return { source, asked, table };
}

it('is the same table, digit for digit, however many pairs came while one was made', async () => {
  const { source, asked, table } = setUp();
  const stop = table.follow();
  for (let count = 1; count <= results.length; count++)
    source.setState({ made, results: results.slice(0, count) });
  const { rows, results: of } = await table.current();
  stop();
  expect(of).toHaveLength(40);
  expect(rows).toEqual(summarize(variants, results));
  // Forty pairs in a row: one table for the first, one for all that came meanwhile.
  expect(asked).toEqual([1, 40]);
});

it('rests when nobody looks, and catches up when it is asked for', async () => {
  const { source, asked, table } = setUp();
  table.follow()();
  source.setState({ made, results });
  await turn();
  expect(asked).toEqual([]);
  expect((await table.current()).rows).toHaveLength(variants.length);
  source.setState({ made: null, results: [] });
  expect((await table.current()).rows).toEqual([]);
});
