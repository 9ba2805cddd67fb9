import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRICS } from '../metrics/index.ts';
import { rank } from './rank.ts';
import { eachQuery, meanScores, scoreHits } from './retrieval-scores.ts';
import { similarities, similaritiesOfRows, squaredNorms, vectorTable } from './vector-table.ts';

const points = (...values: number[][]) => vectorTable(values.map((value) => Float32Array.from(value)));

describe('ranking', () => {
  it('falls with the similarity, keeps the order of the files in ties, and puts the undefined last', () => {
    const hits = rank([0.5, Number.NaN, 0.9, 0.5, 1], (index) => index !== 4);
    expect(hits.map(({ index }) => index)).toEqual([2, 0, 3, 1]);
  });

  it('gives the same scores as comparing one by one', () => {
    const vector = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(vector, fc.array(vector, { minLength: 1, maxLength: 6 }), (query, rows) => {
        for (const metric of Object.values(METRICS)) {
          const found = similarities(metric, query, points(...rows));
          rows.forEach((values, index) => {
            const expected = metric.similarity(query, values);
            if (Number.isNaN(expected)) expect(found[index]).toBeNaN();
            else expect(found[index]).toBeCloseTo(expected, 6);
          });
        }
      }),
    );
  });

  it('of a few hits is the beginning of the whole ranking', () => {
    const scores = fc.array(fc.constantFrom(0, 1, 2, 3, Number.NaN), { maxLength: 400 });
    fc.assert(
      fc.property(scores, fc.integer({ min: 0, max: 9 }), (all, limit) => {
        const keep = (index: number) => index % 7 !== 0;
        expect(rank(all, keep, limit)).toEqual(rank(all, keep).slice(0, limit));
      }),
    );
  });

  it('of several rows side by side has the very digits of each by itself', () => {
    const values = fc.array(
      fc.array(fc.float({ noNaN: true, min: -9, max: 9 }), { minLength: 5, maxLength: 5 }),
      {
        minLength: 4,
        maxLength: 9,
      },
    );
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 4 }), (rows, some) => {
        const table = points(...rows);
        const squares = squaredNorms(table);
        const queries = [3, 0, 2, 1].slice(0, some);
        for (const metric of Object.values(METRICS))
          expect(similaritiesOfRows(metric, queries, table, squares)).toEqual(
            queries.map((query) =>
              similarities(metric, table.data.slice(5 * query, 5 * query + 5), table, squares),
            ),
          );
      }),
    );
  });

  it('refuses vectors of two networks', () => {
    expect(() => points([1, 2], [1])).toThrow(RangeError);
    expect(() => similarities(METRICS.cosine, [1], points([1, 2]))).toThrow(RangeError);
  });
});

describe('one query, worked by hand', () => {
  // Musgrave et al. 2020, figure 3: R = 10 where the ranking differs but Recall@1 does not.
  const right = 'x';
  const hits = (text: string) => Array.from(text, (char) => (char === '1' ? right : 'y'));

  it.each([
    ['1000000000', 1, 0.1, 0.1],
    ['1000000001', 1, 0.2, (1 + 2 / 10) / 10],
    ['1100000000', 1, 0.2, 0.2],
    ['1111111111', 1, 1, 1],
    [
      '0111111111',
      0,
      0.9,
      Array.from({ length: 9 }, (_, i) => (i + 1) / (i + 2)).reduce((a, b) => a + b) / 10,
    ],
  ])('%s', (text, first, precision, map) => {
    const scores = scoreHits(hits(text), right, 10, [1]);
    expect(scores.recallAt[1]).toBe(first);
    expect(scores.rPrecision).toBeCloseTo(precision, 12);
    expect(scores.mapAtR).toBeCloseTo(map, 12);
  });
});

describe('a whole gallery', () => {
  // On a line: a a b a b, and c by itself.
  const table = points([0], [1], [3], [4], [10], [20]);
  const labels = ['a', 'a', 'b', 'a', 'b', 'c'];
  const each = [...eachQuery(METRICS.euclidean, table, labels, [1, 2, 3])];

  it('takes no class of one image as a query', () => {
    expect(each.map(({ query }) => query)).toEqual([0, 1, 2, 3, 4]);
  });

  it('gives what one counts by hand', () => {
    // Hits: 0 → 1 2 3 …; 1 → 0 2 3 …; 2 → 3 1 0 4; 3 → 2 1 0; 4 → 3 2 1 ….
    expect(each.map(({ recallAt }) => recallAt[1])).toEqual([1, 1, 0, 0, 0]);
    expect(each.map(({ recallAt }) => recallAt[3])).toEqual([1, 1, 0, 1, 1]);
    expect(each.map(({ rPrecision }) => rPrecision)).toEqual([0.5, 0.5, 0, 0.5, 0]);
    expect(each.map(({ mapAtR }) => mapAtR)).toEqual([0.5, 0.5, 0, 0.25, 0]);
    expect(each[2]!.mistake).toEqual({ index: 3, score: -1 });
    const mean = meanScores(each, table.count, [1, 2, 3]);
    expect(mean).toMatchObject({ queries: 5, leftOut: 1, precisionAt1: 0.4, rPrecision: 0.3, mapAtR: 0.25 });
    expect(mean.recallAt[2]).toBeCloseTo(4 / 5, 12);
  });

  it('is perfect where classes lie apart, whatever the order of the files', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), (order) => {
        const values = [0, 1, 2, 100, 101, 102];
        const apart = points(...order.map((i) => [values[i]!]));
        const classes = order.map((i) => (i < 3 ? 'low' : 'high'));
        const scores = [...eachQuery(METRICS.euclidean, apart, classes, [1])];
        expect(meanScores(scores, 6, [1])).toMatchObject({ recallAt: { 1: 1 }, rPrecision: 1, mapAtR: 1 });
      }),
    );
  });
});

describe('any gallery', () => {
  /** By the definitions alone: every distance, a whole ranking, no table of products. */
  function plainly(rows: readonly (readonly number[])[], labels: readonly string[], k: number) {
    const queries = rows.flatMap((query, q) => {
      const ranking = rows
        .map((other, i) => ({ i, apart: other.reduce((sum, v, d) => sum + (v - query[d]!) ** 2, 0) }))
        .filter(({ i }) => i !== q)
        .sort((a, b) => a.apart - b.apart || a.i - b.i)
        .map(({ i }) => labels[i] === labels[q]);
      const relevant = ranking.filter(Boolean).length;
      if (relevant === 0) return [];
      const precision = (n: number) => ranking.slice(0, n).filter(Boolean).length / n;
      const map = Array.from({ length: relevant }, (_, i) => (ranking[i] ? precision(i + 1) : 0));
      return [
        {
          recall: ranking.slice(0, k).includes(true) ? 1 : 0,
          rPrecision: precision(relevant),
          map: map.reduce((a, b) => a + b, 0) / relevant,
        },
      ];
    });
    const mean = (of: keyof (typeof queries)[number]) =>
      queries.reduce((sum, one) => sum + one[of], 0) / queries.length;
    return {
      queries: queries.length,
      recall: mean('recall'),
      rPrecision: mean('rPrecision'),
      map: mean('map'),
    };
  }

  it('scores as the definitions do', () => {
    const picture = fc.tuple(
      fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 2, maxLength: 2 }),
      fc.constantFrom('a', 'b', 'c'),
    );
    fc.assert(
      fc.property(
        fc.array(picture, { minLength: 4, maxLength: 14 }),
        fc.integer({ min: 1, max: 6 }),
        (all, k) => {
          const [rows, labels] = [all.map(([row]) => row), all.map(([, label]) => label)];
          const expected = plainly(rows, labels, k);
          const each = [...eachQuery(METRICS.euclidean, points(...rows), labels, [k])];
          const mean = meanScores(each, all.length, [k]);
          expect(mean.queries).toBe(expected.queries);
          if (expected.queries === 0) return;
          expect(mean.recallAt[k]).toBeCloseTo(expected.recall, 12);
          expect(mean.rPrecision).toBeCloseTo(expected.rPrecision, 12);
          expect(mean.mapAtR).toBeCloseTo(expected.map, 12);
        },
      ),
    );
  });
});
