import fc from 'fast-check';
import { expect, it } from 'vitest';
import { awaited, Lru } from './lru.ts';

it('keeps what was set or asked for last, as a list that is searched would', () => {
  const step = fc.record({ key: fc.integer({ min: 0, max: 5 }), sets: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step), fc.integer({ min: 1, max: 4 }), (steps, capacity) => {
      const released: number[] = [];
      const lru = new Lru<number, number>(capacity, (value) => released.push(value));
      let list: { readonly key: number; readonly value: number }[] = [];
      let made = 0;
      for (const { key, sets } of steps) {
        const known = list.find((entry) => entry.key === key);
        if (!sets) expect(lru.get(key)).toBe(known?.value);
        const value = sets ? ++made : known?.value;
        if (value === undefined) continue;
        if (sets) lru.set(key, value);
        list = [...list.filter((entry) => entry.key !== key), { key, value }].slice(-capacity);
      }
      expect(lru.size).toBe(list.length);
      // Every value is either kept or was given back, once.
      const kept = list.map(({ value }) => value);
      expect([...released, ...kept].sort((a, b) => a - b)).toEqual(
        Array.from({ length: made }, (_, i) => i + 1),
      );
      lru.clear();
      expect(released.toSorted((a, b) => a - b)).toEqual(Array.from({ length: made }, (_, i) => i + 1));
    }),
  );
});

it('makes a value once, and again after it failed', async () => {
  const kept = new Lru<string, Promise<number>>(2);
  let attempts = 0;
  const make = () => {
    attempts += 1;
    if (attempts === 1) return Promise.reject(new Error('away'));
    return Promise.resolve(attempts);
  };
  const both = [awaited(kept, 'a', make), awaited(kept, 'a', make)];
  await expect(Promise.allSettled(both)).resolves.toMatchObject([
    { status: 'rejected' },
    { status: 'rejected' },
  ]);
  expect(attempts).toBe(1);
  expect(await awaited(kept, 'a', make)).toBe(2);
  expect(await awaited(kept, 'a', make)).toBe(2);
});
