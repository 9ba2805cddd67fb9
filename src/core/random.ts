/** A seeded stream of random numbers: the same seed gives the same numbers on every machine. */
export interface Random {
  /** Uniform in [0, 1), 32 bits of resolution. */
  uniform(): number;
  /** A whole number in 0 … count − 1. */
  below(count: number): number;
  /** Standard normal (mean 0, variance 1). */
  normal(): number;
  /** Reorders `items` in place (Fisher–Yates) and returns it. */
  shuffle<T>(items: T[]): T[];
}

/**
 * Chris Doty-Humphrey's sfc32 (PractRand), 128 bits of state of which the seed fills 32; 12 rounds are
 * thrown away so that neighbouring seeds give unrelated streams. Not for secrets.
 *
 * @param seed any finite number; its 32 low bits count.
 */
export function random(seed: number): Random {
  let a = 0;
  let b = 0x9e3779b9;
  let c = seed | 0;
  let counter = 1;

  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) next();

  const uniform = (): number => next() / 2 ** 32;
  const below = (count: number): number => Math.floor(uniform() * count);
  return {
    uniform,
    below,
    // Box–Muller. 1 − u lies in (0, 1], so the logarithm is finite.
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    shuffle(items) {
      for (let last = items.length - 1; last > 0; last--) {
        const other = below(last + 1);
        [items[last], items[other]] = [items[other]!, items[last]!];
      }
      return items;
    },
  };
}
