import { random } from '../random.ts';
import { row, type VectorTable } from '../retrieval/vector-table.ts';
import { argmax, type FewShotMetric, logits, prototype } from './prototypes.ts';

/** What one episode draws, rows of the table. */
export interface Episode {
  /** Which classes, N of them. */
  readonly classes: readonly string[];
  /** K rows per class. */
  readonly support: readonly (readonly number[])[];
  /** Q rows per class, none of them support. */
  readonly queries: readonly (readonly number[])[];
}

export interface EpisodeShape {
  /** N, classes an episode. */
  readonly ways: number;
  /** K, support images a class. */
  readonly shots: number;
  /** Q, query images a class. */
  readonly queries: number;
}

/** Rows by class; images without a class take no part. */
export function rowsByClass(labels: readonly (string | null)[]): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  labels.forEach((label, index) => {
    if (label === null) return;
    const same = rows.get(label);
    if (same) same.push(index);
    else rows.set(label, [index]);
  });
  return rows;
}

/**
 * Episodes as they are drawn in training (Vinyals et al. 2016; Snell et al. 2017): N classes without replacement,
 * then K + Q images of each without replacement. Seeded: the same labels and seed give the same episodes.
 *
 * @throws RangeError where fewer than N classes have K + Q images
 */
export function* episodes(
  labels: readonly (string | null)[],
  { ways, shots, queries }: EpisodeShape,
  count: number,
  seed: number,
): Generator<Episode> {
  const large = [...rowsByClass(labels)].filter(([, rows]) => rows.length >= shots + queries);
  if (large.length < ways)
    throw new RangeError(
      `${large.length} ${large.length === 1 ? 'class has' : 'classes have'} ${shots + queries} images or more; ${ways} are needed.`,
    );
  const stream = random(seed);
  for (let made = 0; made < count; made++) {
    const drawn = stream.shuffle([...large]).slice(0, ways);
    const order = drawn.map(([, rows]) => stream.shuffle([...rows]));
    yield {
      classes: drawn.map(([label]) => label),
      support: order.map((rows) => rows.slice(0, shots)),
      queries: order.map((rows) => rows.slice(shots, shots + queries)),
    };
  }
}

/** The share of an episode's queries whose nearest prototype is that of their class. */
export function episodeAccuracy(
  table: VectorTable,
  { support, queries }: Episode,
  metric: FewShotMetric,
): number {
  const prototypes = support.map((rows) => prototype(rows.map((index) => row(table, index))));
  const right = queries.flatMap((rows, label) =>
    rows.map((index) => argmax(logits(row(table, index), prototypes, metric)) === label),
  );
  return right.filter(Boolean).length / right.length;
}

/**
 * Mean accuracy over episodes and its 95 % interval, `1.96 s / √n`, as few-shot papers state it: for more episodes of the
 * same pictures, not for other pictures.
 */
export function meanAccuracy(accuracies: readonly number[]): {
  readonly mean: number;
  readonly half: number;
} {
  const n = accuracies.length;
  const mean = accuracies.reduce((a, b) => a + b, 0) / n;
  const variance = accuracies.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(n - 1, 1);
  return { mean, half: n > 1 ? 1.96 * Math.sqrt(variance / n) : Number.NaN };
}
