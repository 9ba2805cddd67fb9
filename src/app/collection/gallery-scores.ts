import {
  type EpisodeShape,
  episodeAccuracy,
  episodes,
  meanAccuracy,
  rowsByClass,
} from '../../core/few-shot/episodes.ts';
import type { FewShotMetric } from '../../core/few-shot/prototypes.ts';
import type { Metric } from '../../core/metrics/metric.ts';
import { random } from '../../core/random.ts';
import {
  eachQuery,
  meanScores,
  type QueryScores,
  type RetrievalScores,
} from '../../core/retrieval/retrieval-scores.ts';
import { row, type VectorTable } from '../../core/retrieval/vector-table.ts';
import { classMatrix, imageMatrix } from '../../core/verification/similarity-matrix.ts';
import { areaUnder, equalErrorRate, type RocCurve, roc } from '../../core/verification/verification.ts';
import { fairShare } from './fair-share.ts';

/** False accept rates that are stated. */
export const RATES = [0.001, 0.01, 0.05, 0.1] as const;
/** K of Recall@K. */
export const KS = [1, 5, 10] as const;
/** Pairs of one kind that a verification is made of at most; more move its third digit. */
const MAX_PAIRS = 200_000;
/** Mistakes that are kept. */
const MISTAKES = 100;
/** What a matrix shows at most: more cells are neither told apart nor read out. */
export const MATRIX_IMAGES = 200;
export const MATRIX_CLASSES = 100;
/** Pictures of a class that stand for it in the matrix, drawn with a fixed seed from more. */
export const MATRIX_EACH = 20;

export interface Retrieval {
  readonly mean: RetrievalScores;
  /** Queries whose first hit is of another class. */
  readonly wrong: number;
  /** The most confident of those mistakes, by falling score: the query and its first hit, rows of the table. */
  readonly mistakes: readonly { readonly query: number; readonly index: number; readonly score: number }[];
  /** Recall@1 of the queries of each class, the worst class first. */
  readonly byClass: readonly { readonly name: string; readonly queries: number; readonly recall: number }[];
}

export interface Verification {
  readonly same: number;
  readonly different: number;
  /** Whether the pairs of either kind are a seeded draw from more. */
  readonly drawn: boolean;
  readonly area: number;
  readonly equalError: { readonly rate: number; readonly threshold: number };
  readonly curve: RocCurve;
  /** Of the pairs of one class, and of two. */
  readonly scores: Readonly<Record<'same' | 'different', Float64Array>>;
}

/** Similarities by row and column, `[n, n]`. */
export interface Matrices {
  readonly classes: {
    readonly names: readonly string[];
    /** How many classes there are; more than names where these are the largest. */
    readonly of: number;
    /** Means over pairs of different pictures. */
    readonly values: Float64Array;
  };
  /** null where there are too many pictures. @see MATRIX_IMAGES */
  readonly images: {
    /** Rows of the table, ordered by class. */
    readonly rows: readonly number[];
    readonly values: Float64Array;
  } | null;
}

export interface FewShot {
  readonly mean: number;
  /** Half of the 95 % interval. */
  readonly half: number;
  readonly episodes: number;
}

/** Everything that folders of pictures say about a network at once. */
export interface GalleryScores {
  readonly retrieval: Retrieval;
  /** null where there are no pairs of one class, or none of two. */
  readonly verification: Verification | null;
  readonly matrices: Matrices;
}

/** @param labels class of each row; null: none. @param report told how far the work is, 0–1. */
export function scoreGallery(
  metric: Metric,
  table: VectorTable,
  labels: readonly (string | null)[],
  report: (fraction: number) => void,
): GalleryScores {
  const found = retrieval(metric, table, labels, report);
  const matrices = similarityMatrices(metric, table, labels);
  try {
    return { retrieval: found, verification: verification(metric, table, labels), matrices };
  } catch (error) {
    if (error instanceof RangeError) return { retrieval: found, verification: null, matrices };
    throw error;
  }
}

/** Recall@K, R-precision and MAP@R over all queries. */
export function retrieval(
  metric: Metric,
  table: VectorTable,
  labels: readonly (string | null)[],
  report: (fraction: number) => void,
): Retrieval {
  const each: QueryScores[] = [];
  for (const query of eachQuery(metric, table, labels, KS)) {
    each.push(query);
    report(query.query / table.count);
  }
  const mistakes = each
    .flatMap(({ query, mistake }) => (mistake === null ? [] : [{ query, ...mistake }]))
    .sort((a, b) => b.score - a.score);
  return {
    mean: meanScores(each, table.count, KS),
    wrong: mistakes.length,
    mistakes: mistakes.slice(0, MISTAKES),
    byClass: classRows(each, labels),
  };
}

function classRows(each: readonly QueryScores[], labels: readonly (string | null)[]): Retrieval['byClass'] {
  const rows = new Map<string, { queries: number; right: number }>();
  for (const { query, mistake } of each) {
    const name = labels[query]!;
    const row = rows.get(name) ?? { queries: 0, right: 0 };
    rows.set(name, { queries: row.queries + 1, right: row.right + (mistake === null ? 1 : 0) });
  }
  return [...rows]
    .map(([name, { queries, right }]) => ({ name, queries, recall: right / queries }))
    .sort((a, b) => a.recall - b.recall || (a.name < b.name ? -1 : 1));
}

/**
 * Same-class against different-class pairs: all of them, or of either kind a seeded draw where there are very many.
 *
 * @throws RangeError where there is no same or no different pair
 */
export function verification(
  metric: Metric,
  table: VectorTable,
  labels: readonly (string | null)[],
): Verification {
  const labelled = [...labels.keys()].filter((index) => labels[index] !== null);
  const sizes = [...rowsByClass(labels).values()].map(({ length }) => length);
  const ofSame = sizes.reduce((sum, size) => sum + pairsAmong(size), 0);
  const ofDifferent = pairsAmong(labelled.length) - ofSame;
  const stream = random(1);
  const [sameShare, differentShare] = [Math.min(1, MAX_PAIRS / ofSame), Math.min(1, MAX_PAIRS / ofDifferent)];
  const [same, different]: [number[], number[]] = [[], []];
  for (const [i, a] of labelled.entries())
    for (let j = i + 1; j < labelled.length; j++) {
      const b = labelled[j]!;
      const one = labels[a] === labels[b];
      const share = one ? sameShare : differentShare;
      if (share < 1 && stream.uniform() >= share) continue;
      const value = metric.similarity(row(table, a), row(table, b));
      if (!Number.isNaN(value)) (one ? same : different).push(value);
    }
  const curve = roc(same, different);
  return {
    same: same.length,
    different: different.length,
    drawn: sameShare < 1 || differentShare < 1,
    area: areaUnder(curve),
    equalError: equalErrorRate(curve),
    curve,
    scores: { same: Float64Array.from(same), different: Float64Array.from(different) },
  };
}

const pairsAmong = (count: number) => (count * (count - 1)) / 2;

/** The largest classes against each other, and where there are few pictures every two of them. */
export function similarityMatrices(
  metric: Metric,
  table: VectorTable,
  labels: readonly (string | null)[],
): Matrices {
  const stream = random(1);
  const classes = [...rowsByClass(labels)];
  const largest = [...classes]
    .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .slice(0, MATRIX_CLASSES)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const members = largest.map(([, rows]) =>
    rows.length <= MATRIX_EACH ? rows : stream.shuffle([...rows]).slice(0, MATRIX_EACH),
  );
  const byClass = [...labels.keys()].sort((i, j) => {
    const [a, b] = [labels[i] ?? '', labels[j] ?? ''];
    return a === b ? i - j : a < b ? -1 : 1;
  });
  return {
    classes: {
      names: largest.map(([name]) => name),
      of: classes.length,
      values: classMatrix(metric, table, members),
    },
    images:
      table.count <= MATRIX_IMAGES ? { rows: byClass, values: imageMatrix(metric, table, byClass) } : null,
  };
}

/** Rows compared one by one, instead of four by one: as long as so many of those, measured at 480 and 512 numbers. */
const SINGLY = 6;

/**
 * How much {@link scoreGallery} compares, in comparisons of rows side by side: each query with every picture, the pairs
 * of the verification, and those of the matrices.
 */
export function comparisonsOf(labels: readonly (string | null)[]): number {
  const sizes = [...rowsByClass(labels).values()].map(({ length }) => length);
  const labelled = sizes.reduce((sum, size) => sum + size, 0);
  const queries = sizes.reduce((sum, size) => sum + (size > 1 ? size : 0), 0);
  const same = sizes.reduce((sum, size) => sum + pairsAmong(size), 0);
  const verified = Math.min(MAX_PAIRS, same) + Math.min(MAX_PAIRS, pairsAmong(labelled) - same);
  const shown = sizes
    .sort((a, b) => b - a)
    .slice(0, MATRIX_CLASSES)
    .reduce((sum, size) => sum + Math.min(MATRIX_EACH, size), 0);
  const inMatrices = pairsAmong(shown) + (labels.length <= MATRIX_IMAGES ? pairsAmong(labels.length) : 0);
  return queries * labels.length + SINGLY * (verified + inMatrices);
}

/** Accuracy over seeded episodes. @throws RangeError where the classes are too few or too small */
export async function fewShot(
  table: VectorTable,
  labels: readonly (string | null)[],
  shape: EpisodeShape,
  count: number,
  metric: FewShotMetric,
  signal: Pick<AbortSignal, 'throwIfAborted'>,
  report: (fraction: number) => void,
  pause: () => Promise<void> = fairShare(),
): Promise<FewShot> {
  const accuracies: number[] = [];
  for (const episode of episodes(labels, shape, count, 1)) {
    accuracies.push(episodeAccuracy(table, episode, metric));
    report(accuracies.length / count);
    await pause();
    signal.throwIfAborted();
  }
  return { ...meanAccuracy(accuracies), episodes: count };
}
