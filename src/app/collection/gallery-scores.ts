import { type EpisodeShape, episodeAccuracy, episodes, meanAccuracy } from '../../core/few-shot/episodes.ts';
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
import {
  areaUnder,
  atFalseAccept,
  equalErrorRate,
  type LabelledScore,
  type OperatingPoint,
  roc,
} from '../../core/verification/verification.ts';
import { fairShare } from './fair-share.ts';

/** False accept rates that are stated. */
export const RATES = [0.001, 0.01, 0.05, 0.1] as const;
/** K of Recall@K. */
export const KS = [1, 5, 10] as const;
/** Pairs that a verification is made of at most; more move its third digit. */
const MAX_PAIRS = 200_000;

export interface Retrieval {
  readonly mean: RetrievalScores;
  /** The queries whose first hit is of another class, the most confident mistake first. */
  readonly mistakes: readonly QueryScores[];
  /** Recall@1 of the queries of each class, the worst class first. */
  readonly byClass: readonly { readonly name: string; readonly queries: number; readonly recall: number }[];
}

export interface Verification {
  readonly same: number;
  readonly different: number;
  /** Whether the different pairs are a seeded draw from more. */
  readonly drawn: boolean;
  readonly area: number;
  readonly equalError: { readonly rate: number; readonly threshold: number };
  readonly at: readonly { readonly rate: number; readonly point: OperatingPoint }[];
  readonly curve: readonly OperatingPoint[];
  /** Of the pairs of one class, and of two. */
  readonly scores: Readonly<Record<'same' | 'different', Float64Array>>;
}

export interface FewShot {
  readonly mean: number;
  /** Half of the 95 % interval. */
  readonly half: number;
  readonly episodes: number;
}

/** Called after each piece of work; resolves when the page has had its turn. */
type Pause = () => Promise<void>;

/** Recall@K, R-precision and MAP@R over all queries, in pieces, so that the page stays alive. */
export async function retrieval(
  metric: Metric,
  table: VectorTable,
  labels: readonly (string | null)[],
  report: (fraction: number) => void,
  pause: Pause = fairShare(),
): Promise<Retrieval> {
  const each: QueryScores[] = [];
  for (const query of eachQuery(metric, table, labels, KS)) {
    each.push(query);
    report(query.query / table.count);
    await pause();
  }
  const mistakes = each
    .filter(({ mistake }) => mistake !== null)
    .sort((a, b) => b.mistake!.score - a.mistake!.score);
  return { mean: meanScores(each, table.count, KS), mistakes, byClass: classRows(each, labels) };
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
 * Same-class against different-class pairs: all of the same ones, and of the different ones a seeded draw where
 * there are many.
 *
 * @throws RangeError where there is no same or no different pair
 */
export async function verification(
  metric: Metric,
  table: VectorTable,
  labels: readonly (string | null)[],
  pause: Pause = fairShare(),
): Promise<Verification> {
  const pairs: LabelledScore[] = [];
  const score = (a: number, b: number, same: boolean) => {
    const value = metric.similarity(row(table, a), row(table, b));
    if (!Number.isNaN(value)) pairs.push({ score: value, same });
  };
  const labelled = [...labels.keys()].filter((index) => labels[index] !== null);
  const total = (labelled.length * (labelled.length - 1)) / 2;
  const drawn = total > MAX_PAIRS;
  const stream = random(1);
  for (const [i, a] of labelled.entries()) {
    await pause();
    for (const b of labelled.slice(i + 1)) {
      const same = labels[a] === labels[b];
      if (same || !drawn || stream.uniform() < MAX_PAIRS / total) score(a, b, same);
    }
  }
  const curve = roc(pairs);
  const same = pairs.filter((pair) => pair.same).length;
  return {
    same,
    different: pairs.length - same,
    drawn,
    area: areaUnder(curve),
    equalError: equalErrorRate(curve),
    at: RATES.map((rate) => ({ rate, point: atFalseAccept(curve, rate) })),
    curve,
    scores: { same: scoresOf(pairs, true), different: scoresOf(pairs, false) },
  };
}

const scoresOf = (pairs: readonly LabelledScore[], same: boolean) =>
  Float64Array.from(pairs.filter((pair) => pair.same === same).map(({ score }) => score));

/** Accuracy over seeded episodes. @throws RangeError where the classes are too few or too small */
export async function fewShot(
  table: VectorTable,
  labels: readonly (string | null)[],
  shape: EpisodeShape,
  count: number,
  metric: FewShotMetric,
  pause: Pause = fairShare(),
  report: (fraction: number) => void = () => undefined,
): Promise<FewShot> {
  const accuracies: number[] = [];
  for (const episode of episodes(labels, shape, count, 1)) {
    accuracies.push(episodeAccuracy(table, episode, metric));
    report(accuracies.length / count);
    await pause();
  }
  return { ...meanAccuracy(accuracies), episodes: count };
}
