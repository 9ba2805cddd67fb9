import { describe, expect, it } from 'vitest';
import { type Random, random } from '../random.ts';
import {
  type ClusteredRow,
  clusterBootstrap,
  UNITS_FOR_INTERVAL,
  UNITS_FOR_VERDICT,
} from './cluster-bootstrap.ts';
import { independentUnits } from './independent-units.ts';

type Pairs = readonly (readonly [string, string])[];

const complete = (count: number): Pairs => {
  const names = Array.from({ length: count }, (_, i) => `p${i}`);
  return names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b] as const));
};
const drawn = (count: number, limit: number): Pairs =>
  random(3)
    .shuffle([...complete(count)])
    .slice(0, limit);
const apart = (count: number): Pairs => Array.from({ length: count }, (_, i) => [`a${i}`, `b${i}`] as const);
const options = { seed: 1, draws: 300, family: [0] };

describe('independentUnits', () => {
  it('counts photographs where pairs share them, pairs where they share none', () => {
    expect(independentUnits(complete(15)).count).toBe(15);
    expect(independentUnits(apart(15)).count).toBe(15);
  });

  it('counts many pairs with one photograph once', () => {
    const star = Array.from({ length: 20 }, (_, i) => ['hub', `p${i}`] as const);
    expect(independentUnits(star).count).toBe(1);
    // Two stars that hold hands: the hubs are two.
    expect(independentUnits([...star, ['hub', 'other'], ['other', 'x'], ['other', 'y']]).count).toBe(2);
  });

  it('counts frames of one sheet once, against whatever they stand', () => {
    const cat = Array.from({ length: 10 }, () => ['cat', 'cat'] as const);
    expect(independentUnits(cat).count).toBe(1);
    expect(independentUnits([...cat, ['cat', 'dog'], ['dog', 'bird'], ['bird', 'cat']]).count).toBe(3);
  });
});

describe('clusterBootstrap', () => {
  const stream = random(4);
  const rows = drawn(16, 40).map(
    (of): ClusteredRow => ({ of, values: [stream.normal(), 1, stream.normal()] }),
  );

  it('gives the same digits for the same data, in whatever order they come', () => {
    const again = clusterBootstrap(random(9).shuffle([...rows]), options);
    expect(again).toEqual(clusterBootstrap(rows, options));
    expect(clusterBootstrap(rows, { ...options, seed: 2 })[0]!.interval).not.toEqual(again[0]!.interval);
  });

  it('is the plain mean, and a point where all values are the same', () => {
    const [first, flat] = clusterBootstrap(rows, { ...options, family: [0, 1] });
    const mean = rows.reduce((sum, { values }) => sum + values[0]!, 0) / rows.length;
    expect(first!.mean).toBeCloseTo(mean, 12);
    expect(flat).toEqual({ mean: 1, interval: { low: 1, high: 1 }, joint: { low: 1, high: 1 }, units: 16 });
  });

  it('is wider where photographs are shared than it would be for as many pairs that share none', () => {
    const effect = new Map(
      complete(15)
        .flat()
        .map((name) => [name, random(name.length + Number(name.slice(1))).normal()]),
    );
    const shared = complete(15).map(
      ([a, b]): ClusteredRow => ({ of: [a, b], values: [effect.get(a)! + effect.get(b)!] }),
    );
    const torn = shared.map(({ values }, i): ClusteredRow => ({ of: [`a${i}`, `b${i}`], values }));
    const width = (of: readonly ClusteredRow[]) => {
      const { low, high } = clusterBootstrap(of, options)[0]!.interval!;
      return high - low;
    };
    expect(width(shared)).toBeGreaterThan(2 * width(torn));
  });

  it('has no interval from too few photographs, and no joint one for a verdict from fewer than 15', () => {
    const of = (pairs: Pairs) =>
      clusterBootstrap(
        pairs.map((pair, i) => ({ of: pair, values: [i % 3] })),
        options,
      )[0]!;
    expect(of(complete(UNITS_FOR_INTERVAL - 1)).interval).toBeNull();
    expect(of(complete(UNITS_FOR_INTERVAL))).toMatchObject({ joint: null, units: UNITS_FOR_INTERVAL });
    expect(of(complete(UNITS_FOR_INTERVAL)).interval).not.toBeNull();
    expect(of(apart(UNITS_FOR_VERDICT - 1)).joint).toBeNull();
    expect(of(apart(UNITS_FOR_VERDICT)).joint).not.toBeNull();
    // A hundred pairs with one photograph are one observation.
    expect(of(Array.from({ length: 100 }, (_, i) => ['hub', `p${i}`] as const)).interval).toBeNull();
    expect(() => clusterBootstrap([], options)).toThrow(RangeError);
  });

  it('takes a pair without a number for missing in that column alone', () => {
    const holes = rows.map((row, i) => ({
      ...row,
      values: [i < 5 ? Number.NaN : row.values[0]!, row.values[2]!],
    }));
    const [short, full] = clusterBootstrap(holes, options);
    const present = rows.slice(5).map(({ values }) => values[0]!);
    expect(short!.mean).toBeCloseTo(present.reduce((a, b) => a + b, 0) / present.length, 12);
    expect(full!.interval).toEqual(clusterBootstrap(rows, options)[2]!.interval);
  });

  it('counts identical rows once: a joint interval is no wider for a copy', () => {
    const twice = rows.map(({ of, values }) => ({ of, values: [values[0]!, values[0]!, values[2]!] }));
    const joint = (family: readonly number[]) => clusterBootstrap(twice, { ...options, family })[0]!.joint!;
    expect(joint([0, 1])).toEqual(joint([0]));
    expect(joint([0, 1, 2]).high).toBeGreaterThan(joint([0, 1]).high);
  });
});

/**
 * Each photograph has an effect of its own on every pair that it is in, beside that of the pair: the share of the
 * two in the variance differs from case to case, and so does the shape of what is drawn. The true mean is 0.
 */
describe('coverage, by simulation', () => {
  const SHAPES = {
    normal: (stream: Random) => stream.normal(),
    skewed: (stream: Random) => -Math.log(1 - stream.uniform()) - 1,
  };
  const TABLES = 1000;
  const cases = [
    { design: 'all pairs of 15', pairs: complete(15), shape: 'normal', share: 0.5 },
    { design: 'all pairs of 15', pairs: complete(15), shape: 'skewed', share: 0.3 },
    { design: 'all pairs of 15', pairs: complete(15), shape: 'skewed', share: 0.7 },
    { design: '40 pairs of 15', pairs: drawn(15, 40), shape: 'normal', share: 0.7 },
    { design: '40 pairs of 15', pairs: drawn(15, 40), shape: 'skewed', share: 0.5 },
    { design: '40 pairs of 20', pairs: drawn(20, 40), shape: 'skewed', share: 0.5 },
    // As the readings are measured (docs/readings.md).
    { design: '42 pairs of 28', pairs: drawn(28, 42), shape: 'skewed', share: 0.5 },
    { design: '15 pairs that share none', pairs: apart(15), shape: 'normal', share: 0.5 },
    { design: '15 pairs that share none', pairs: apart(15), shape: 'skewed', share: 0.5 },
    { design: '60 pairs of 40', pairs: drawn(40, 60), shape: 'normal', share: 0.3 },
  ] as const;

  interface Case {
    readonly pairs: Pairs;
    readonly shape: keyof typeof SHAPES;
    readonly share: number;
  }

  /** The shares of made-up tables whose intervals hold the true mean, 0: of one mean, and of all at once. */
  function coverage({ pairs, shape, share }: Case): { one: number; joint: number } {
    const stream = random(17);
    const names = [...new Set(pairs.flat())];
    let covered = 0;
    let together = 0;
    for (let table = 0; table < TABLES; table++) {
      const columns = [0, 1, 2].map(() => new Map(names.map((name) => [name, SHAPES[shape](stream)])));
      const rows = pairs.map(
        ([a, b]): ClusteredRow => ({
          of: [a, b],
          values: columns.map(
            (effect) =>
              Math.sqrt(share / 2) * (effect.get(a)! + effect.get(b)!) +
              Math.sqrt(1 - share) * SHAPES[shape](stream),
          ),
        }),
      );
      const found = clusterBootstrap(rows, { seed: table, draws: 250, family: [0, 1, 2] });
      const { low, high } = found[0]!.interval!;
      if (low <= 0 && high >= 0) covered += 1;
      if (found.every(({ joint }) => joint!.low <= 0 && joint!.high >= 0)) together += 1;
    }
    return { one: covered / TABLES, joint: together / TABLES };
  }

  it.each(cases)('$design, $shape, $share of the variance from photographs', (each) => {
    const { one, joint } = coverage(each);
    expect(one).toBeGreaterThanOrEqual(0.93);
    expect(one).toBeLessThanOrEqual(0.97);
    expect(joint).toBeGreaterThanOrEqual(0.93);
    expect(joint).toBeLessThanOrEqual(0.97);
  }, 120_000);
});
