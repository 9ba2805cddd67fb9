import { expect, it } from 'vitest';
import { stabilityVerdict } from './stability-verdict.ts';

const runs = (small: number | null, large: number | null) => [
  { disturbance: 1e-6, jump: small },
  { disturbance: 1e-6, jump: small === null ? null : small / 2 },
  { disturbance: 1e-5, jump: large },
];

it.each([
  ['a gate flips under rounding', runs(3.5e-3, 3.5e-3), 'unstable', 3.5e-3],
  ['a gate flips under ten times that', runs(2e-6, 1e-3), 'near', 1e-3],
  ['the map moves with the disturbance', runs(2e-6, 2e-5), 'stable', 2e-5],
  ['there is no map', runs(null, null), 'zero', 0],
] as const)('%s', (_, trials, kind, largest) => {
  expect(stabilityVerdict(trials)).toMatchObject({ kind, largest });
});
