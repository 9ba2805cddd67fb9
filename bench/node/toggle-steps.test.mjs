import { expect, it } from 'vitest';
import { METHODS } from '../../src/core/methods/index.ts';
import { MASKING, STEPS } from './toggle-steps.mjs';

// The bench fails at a method it does not know, but nobody runs the bench the day a method is added.
it('the toggles of the bench set every method that masks nothing, and name the others', () => {
  const set = STEPS.filter(([group]) => group === 'Method').map(([, option]) => option);
  expect([...new Set([...set, ...MASKING])].sort()).toEqual(Object.keys(METHODS).sort());
  expect([...MASKING].sort()).toEqual(
    Object.values(METHODS)
      .filter(({ kind }) => kind === 'perturbation')
      .map(({ id }) => id)
      .sort(),
  );
});
