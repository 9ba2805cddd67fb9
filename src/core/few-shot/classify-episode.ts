import { row, type VectorTable } from '../retrieval/vector-table.ts';
import type { Episode } from './episodes.ts';
import { type FewShotMetric, logits, prototype, softmax } from './prototypes.ts';

/** One query of an episode, and what the prototypes make of it. */
export interface EpisodeQuery {
  /** Row of the table. */
  readonly query: number;
  /** Position of its class among the episode's; −1 where it is none of them. */
  readonly label: number;
  /** Classes by falling probability. */
  readonly order: readonly number[];
  /** By class. */
  readonly probabilities: Float64Array;
  readonly logits: Float64Array;
}

/**
 * One query against the prototypes of any classes (Snell et al. 2017).
 *
 * @param support rows of each class. @param label position of the query's own class; −1 where it is none of these.
 */
export function classifyQuery(
  table: VectorTable,
  support: readonly (readonly number[])[],
  query: number,
  label: number,
  metric: FewShotMetric,
): EpisodeQuery {
  const values = logits(row(table, query), prototypesOf(table, support), metric);
  const order = [...values.keys()].sort((i, j) => values[j]! - values[i]! || i - j);
  return { query, label, order, probabilities: softmax(values), logits: values };
}

const prototypesOf = (table: VectorTable, support: readonly (readonly number[])[]) =>
  support.map((rows) => prototype(rows.map((index) => row(table, index))));

/** All queries of an episode, in the order of its classes. */
export function classifyEpisode(
  table: VectorTable,
  { support, queries }: Episode,
  metric: FewShotMetric,
): readonly EpisodeQuery[] {
  return queries.flatMap((rows, label) =>
    rows.map((query) => classifyQuery(table, support, query, label, metric)),
  );
}
