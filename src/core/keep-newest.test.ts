import { expect, test } from 'vitest';
import { keepNewest } from './keep-newest.ts';

test('the entry set last is the newest, be it new or not, and the oldest goes', () => {
  const map = new Map([
    ['a', 1],
    ['b', 2],
  ]);
  keepNewest(map, 'a', 3, 2);
  keepNewest(map, 'c', 4, 2);
  expect([...map]).toEqual([
    ['a', 3],
    ['c', 4],
  ]);
});
