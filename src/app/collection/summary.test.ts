import { describe, expect, it } from 'vitest';
import { tableCsv } from './export-table.ts';
import { listVariants } from './list-variants.ts';
import type { PairResult } from './pair-result.ts';
import { summarize } from './summary.ts';
import { verdict } from './verdict.ts';

const variants = listVariants({
  methods: ['sfam'],
  metrics: ['cosine'],
  readings: ['contribution'],
  scope: 'final',
});

const result = (key: string, sfam: number, mean: number, noise: number): PairResult => {
  const numbers = (difference: number) => ({
    difference,
    insertion: difference + 0.5,
    deletion: 0.5,
    drop: 0.1,
    increase: 0,
  });
  return {
    key,
    a: `${key}-a`,
    b: `${key}-b`,
    subjects: [`${key}-a`, `${key}-b`],
    sameClass: false,
    similarity: { cosine: 0.5, euclidean: -1 },
    numbers: {
      'sfam:contribution@cosine': numbers(sfam),
      'mean-activation@cosine': numbers(mean),
      'random@cosine': numbers(noise),
    },
  };
};
// Ahead of noise by 0.1 on all; ahead of mean activation on one half, behind by as much on the other.
const results = Array.from({ length: 16 }, (_, i) => result(`p${i}`, 0.2, i % 2 ? 0.15 : 0.25, 0.1));

describe('the table', () => {
  const rows = summarize(variants, results);
  const row = rows[0]!;

  it('has a row for each variant and both controls', () => {
    expect(rows.map(({ variant }) => variant.id)).toEqual([
      'sfam:contribution@cosine',
      'mean-activation@cosine',
      'random@cosine',
    ]);
    expect(rows.map(({ against }) => against.length)).toEqual([2, 1, 1]);
  });

  it('holds means, intervals and win rates', () => {
    expect(row).toMatchObject({ count: 16, sameClass: false, difference: { units: 16 } });
    expect(row.difference.mean).toBeCloseTo(0.2, 12);
    const { low, high } = row.difference.interval!;
    expect(high - low).toBeCloseTo(0, 12);
    const [mean, noise] = [row.against[0]!, row.against[1]!];
    expect(noise).toMatchObject({ control: 'random', wins: 1 });
    expect(noise.ahead.interval!.low).toBeCloseTo(0.1, 12);
    expect(mean).toMatchObject({ control: 'mean-activation', wins: 0.5 });
    expect(mean.ahead.mean).toBeCloseTo(0, 12);
    expect(mean.ahead.interval!.low).toBeLessThan(0);
    expect(mean.ahead.interval!.high).toBeGreaterThan(0);
  });

  it('keeps pairs of one class apart, and counts frames of one sheet once', () => {
    const cats = results.slice(0, 10).map((one) => ({
      ...one,
      key: `cat ${one.key}`,
      subjects: ['cat', 'cat'] as const,
      sameClass: true,
    }));
    const both = summarize(variants, [...cats, ...results]);
    expect(both.slice(0, 3)).toEqual(rows);
    expect(both.slice(3).map(({ sameClass, count }) => [sameClass, count])).toEqual([
      [true, 10],
      [true, 10],
      [true, 10],
    ]);
    expect(both[3]!.difference).toMatchObject({ units: 1, interval: null });
    expect(verdict(both[3]!)).toBe('no verdict: 1 independent, 15 needed');
  });

  it('says what the intervals say', () => {
    expect(verdict(row)).toBe('better than noise, not told apart from mean activation');
    const behind = summarize(
      variants,
      results.map((one) => ({
        ...one,
        numbers: {
          ...one.numbers,
          'mean-activation@cosine': { ...one.numbers['mean-activation@cosine']!, difference: 0.4 },
        },
      })),
    );
    expect(verdict(behind[0]!)).toBe('better than noise, worse than mean activation');
    expect(verdict(summarize(variants, results.slice(0, 14))[0]!)).toBe(
      'no verdict: 14 independent, 15 needed',
    );
    expect(verdict(rows[1]!)).toBe('control');
  });

  it('leaves as CSV that a spreadsheet reads', () => {
    const lines = tableCsv(rows)
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
    expect(new Set(lines.map((cells) => cells.length)).size).toBe(1);
    const cell = (name: string) => lines[1]![lines[0]!.indexOf(name)];
    expect(cell('method')).toBe('sfam');
    expect(Number(cell('difference_mean'))).toBeCloseTo(0.2, 12);
    expect(cell('independent')).toBe('16');
    expect(Number(cell('ahead_random_joint_low95'))).toBeCloseTo(0.1, 12);
    expect(cell('verdict')).toBe('"better than noise; not told apart from mean activation"');
    expect(cell('wins_random')).toBe('1');
    expect(lines[3]![lines[0]!.indexOf('wins_random')]).toBe('');
  });
});

describe('one map under two names', () => {
  const both = listVariants({
    methods: ['sfam', 'grad-cam'],
    metrics: ['cosine'],
    readings: ['gradient'],
    scope: 'final',
  });
  const named = results.map((one): PairResult => {
    const { 'sfam:contribution@cosine': ours, ...controls } = one.numbers;
    return {
      ...one,
      numbers: { ...controls, 'sfam:gradient@cosine': ours!, 'grad-cam@cosine': { ...ours! } },
    };
  });

  it('is counted once, and says so', () => {
    const rows = summarize(both, named);
    expect(rows.map(({ twin }) => twin?.id ?? null)).toEqual([null, 'sfam:gradient@cosine', null, null]);
    const [first, second] = [rows[0]!, rows[1]!];
    expect(second.against).toEqual(first.against);
    // The joint interval is that of a table without the second name.
    const alone = summarize(
      both.filter(({ method }) => method !== 'grad-cam'),
      named,
    );
    expect(first.against).toEqual(alone[0]!.against);
    expect(tableCsv(rows).split('\r\n')[2]).toMatch(/,sfam:gradient@cosine$/);
  });

  it('is two where the numbers of a single pair differ', () => {
    const apart = named.map((one, i): PairResult => {
      const numbers = one.numbers['grad-cam@cosine']!;
      const other = { ...numbers, difference: numbers.difference + (i === 3 ? 0.01 : 0) };
      return { ...one, numbers: { ...one.numbers, 'grad-cam@cosine': other } };
    });
    expect(summarize(both, apart).every(({ twin }) => twin === null)).toBe(true);
  });
});
