import { random } from './random.ts';

/** Independent standard normal numbers, `[count]`; the same for the same seed. */
export function noise(count: number, seed: number): Float32Array {
  const stream = random(seed);
  return Float32Array.from({ length: count }, () => stream.normal());
}
