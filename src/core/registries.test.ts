import { expect, it } from 'vitest';
import { READINGS } from './cis/index.ts';
import { METHODS } from './methods/index.ts';
import { METRICS } from './metrics/index.ts';

const registries: Readonly<Record<string, Readonly<Record<string, { readonly id: string }>>>> = {
  METRICS,
  METHODS,
  READINGS,
};

it.each(Object.entries(registries))('%s calls each entry by its id', (_, registry) => {
  expect(Object.values(registry).map(({ id }) => id)).toEqual(Object.keys(registry));
});
