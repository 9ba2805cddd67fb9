import { expect, it } from 'vitest';
import { oneOfAKind } from './one-of-a-kind.ts';

class Lamp {
  readonly lit = false;
}
class Clock {
  readonly hour = 12;
}

it('makes one of each kind, and others for another app', () => {
  const one = oneOfAKind();
  const lamp = one(Lamp, () => new Lamp());
  expect(one(Lamp, () => new Lamp())).toBe(lamp);
  expect(one(Clock, () => new Clock())).toBeInstanceOf(Clock);
  expect(oneOfAKind()(Lamp, () => new Lamp())).not.toBe(lamp);
});
