import { afterEach, expect, it } from 'vitest';
import { watchGrowth } from './watch-growth.ts';

const original = Object.getOwnPropertyDescriptor(WebAssembly.Memory.prototype, 'grow')!;
afterEach(() => void Object.defineProperty(WebAssembly.Memory.prototype, 'grow', original));

it('hears of memory that is refused for good, and of nothing else', () => {
  let failures = 0;
  watchGrowth(() => failures++);
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 4 });
  const refused = () => expect(() => memory.grow(9)).toThrow(RangeError);
  expect(memory.grow(1)).toBe(1);
  refused();
  refused();
  // Less was asked for, and it was there.
  expect(memory.grow(1)).toBe(2);
  refused();
  refused();
  expect(failures).toBe(0);
  refused();
  expect(failures).toBe(1);
});
