import { row, type VectorTable } from '../retrieval/vector-table.ts';
import type { Episode } from './episodes.ts';
import { type FewShotMetric, logits, prototype, softmax } from './prototypes.ts';

/** One query of an episode, and what the prototypes make of it. */
export interface EpisodeQuery {
  /** Row of the table. */
  readonly query: number;
  /** Position of its class among the episode's. */
  readonly label: number;
  /** Classes by falling probability. */
  readonly order: readonly number[];
  /** By class. */
  readonly probabilities: Float64Array;
  readonly logits: Float64Array;
}

/** All queries of an episode (Snell et al. 2017), in the order of its classes. */
export function classifyEpisode(
  table: VectorTable,
  { support, queries }: Episode,
  metric: FewShotMetric,
): readonly EpisodeQuery[] {
  const prototypes = support.map((rows) => prototype(rows.map((index) => row(table, index))));
  return queries.flatMap((rows, label) =>
    rows.map((query): EpisodeQuery => {
      const values = logits(row(table, query), prototypes, metric);
      const order = [...values.keys()].sort((i, j) => values[j]! - values[i]! || i - j);
      return { query, label, order, probabilities: softmax(values), logits: values };
    }),
  );
}
