import type { Metric } from '../metrics/metric.ts';
import { rank } from './rank.ts';
import { SIDE_BY_SIDE, similaritiesOfRows, squaredNorms, type VectorTable } from './vector-table.ts';

/** How one query did. All of it in [0, 1]. */
export interface QueryScores {
  /** The row of the query. */
  readonly query: number;
  /** How many other images are of its class: R. */
  readonly relevant: number;
  /** By K: 1 where any of the first K hits is of the query's class, else 0. */
  readonly recallAt: Readonly<Record<number, 0 | 1>>;
  /** The share of the first R hits that are of the class. */
  readonly rPrecision: number;
  /** `1/R Σ_{i≤R} P(i)`, P(i) the precision among the first i hits where hit i is of the class, else 0. */
  readonly mapAtR: number;
  /** The first hit that is of another class, and its rank from 1, where one comes before every hit of the class. */
  readonly mistake: { readonly index: number; readonly score: number } | null;
}

/** Means over the queries. */
export interface RetrievalScores {
  readonly queries: number;
  /** Images that are the only one of their class, or have none: they are hits, but no queries. */
  readonly leftOut: number;
  readonly recallAt: Readonly<Record<number, number>>;
  readonly precisionAt1: number;
  readonly rPrecision: number;
  readonly mapAtR: number;
}

/**
 * Recall@K, R-precision and MAP@R of one query (Musgrave, Belongie and Lim, “A Metric Learning Reality Check”,
 * ECCV 2020, section 3.2).
 *
 * @param hits the labels of the ranked hits, the query itself left out; null for an image without a class
 * @param relevant R, how many of them are of the query's class; at least 1
 */
export function scoreHits(
  hits: readonly (string | null)[],
  label: string,
  relevant: number,
  ks: readonly number[],
): Pick<QueryScores, 'recallAt' | 'rPrecision' | 'mapAtR'> {
  const first = hits.indexOf(label);
  let right = 0;
  let precisions = 0;
  for (let i = 0; i < relevant; i++) {
    if (hits[i] !== label) continue;
    right += 1;
    precisions += right / (i + 1);
  }
  const recallAt: Record<number, 0 | 1> = {};
  for (const k of ks) recallAt[k] = first >= 0 && first < k ? 1 : 0;
  return { recallAt, rPrecision: right / relevant, mapAtR: precisions / relevant };
}

/**
 * Every image that shares its class with another one, in turn, is the query against all others.
 *
 * @param labels one per row; null for an image without a class, which is a hit but never a right one
 * @returns one entry per query, in the order of the rows, as they are computed: the caller may pause between them
 */
export function* eachQuery(
  metric: Metric,
  table: VectorTable,
  labels: readonly (string | null)[],
  ks: readonly number[],
): Generator<QueryScores> {
  const squares = squaredNorms(table);
  const sizes = new Map<string, number>();
  for (const label of labels) if (label !== null) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const relevantTo = (query: number) => (sizes.get(labels[query] ?? '') ?? 1) - 1;
  const queries: number[] = [];
  for (let query = 0; query < table.count; query++)
    if ((labels[query] ?? null) !== null && relevantTo(query) > 0) queries.push(query);
  for (let from = 0; from < queries.length; from += SIDE_BY_SIDE) {
    const some = queries.slice(from, from + SIDE_BY_SIDE);
    const scores = similaritiesOfRows(metric, some, table, squares);
    for (const [i, query] of some.entries()) {
      const label = labels[query]!;
      const relevant = relevantTo(query);
      const hits = rank(scores[i]!, (index) => index !== query, Math.max(relevant, ...ks));
      const found = hits.map(({ index }) => labels[index] ?? null);
      yield {
        query,
        relevant,
        ...scoreHits(found, label, relevant, ks),
        mistake: found[0] === label ? null : hits[0]!,
      };
    }
  }
}

/** @param images how many rows the table has. */
export function meanScores(
  each: readonly QueryScores[],
  images: number,
  ks: readonly number[],
): RetrievalScores {
  const mean = (of: (query: QueryScores) => number) =>
    each.length === 0 ? Number.NaN : each.reduce((sum, query) => sum + of(query), 0) / each.length;
  return {
    queries: each.length,
    leftOut: images - each.length,
    recallAt: Object.fromEntries(ks.map((k) => [k, mean(({ recallAt }) => recallAt[k]!)])),
    precisionAt1: mean(({ mistake }) => (mistake === null ? 1 : 0)),
    rPrecision: mean(({ rPrecision }) => rPrecision),
    mapAtR: mean(({ mapAtR }) => mapAtR),
  };
}
