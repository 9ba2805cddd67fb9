import { classScores } from '../classifier/classifier.ts';
import { argmax } from '../few-shot/prototypes.ts';
import { random } from '../random.ts';
import { row, type VectorTable } from '../retrieval/vector-table.ts';
import { fitProbe, PENALTY } from './linear-probe.ts';

/** What a probe is fitted to: all rows of a table, and the class of each. */
export interface ProbeTask {
  readonly table: VectorTable;
  /** As indices of the classes, one a row. */
  readonly labels: readonly number[];
  readonly classes: readonly string[];
  readonly penalty: number;
  /** Parts that the images are cut into. */
  readonly folds: number;
  /** Of who lands in which part. */
  readonly seed: number;
}

export const FOLDS = 5;
export const DEFAULTS = { penalty: PENALTY, folds: FOLDS, seed: 1 } as const;

/** The fold of every image: each class is dealt out evenly, in a seeded order. */
export function foldsOf({ labels, classes, folds, seed }: Omit<ProbeTask, 'table' | 'penalty'>): number[] {
  const stream = random(seed);
  const foldOf = labels.map(() => 0);
  for (const label of classes.keys()) {
    const own = stream.shuffle([...labels.keys()].filter((i) => labels[i] === label));
    for (const [order, i] of own.entries()) foldOf[i] = order % folds;
  }
  return foldOf;
}

/** How many images of one fold are told right by a probe that was fitted to all others. */
export function rightOfFold(task: ProbeTask, fold: number): number {
  const { table, labels, classes, penalty } = task;
  const foldOf = foldsOf(task);
  const kept = [...labels.keys()].filter((i) => foldOf[i] !== fold);
  const probe = fitProbe(
    table,
    kept,
    kept.map((i) => labels[i]!),
    classes,
    penalty,
  );
  return [...labels.keys()].filter(
    (i) => foldOf[i] === fold && argmax(classScores(probe, row(table, i))) === labels[i],
  ).length;
}

/** The share of the largest class: what naming that one always gets right. */
export function chanceOf(labels: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return Math.max(...counts.values()) / labels.length;
}

/** 95 % quantile of the normal distribution, both sides. */
const Z = 1.959964;

/**
 * The 95 % interval of a share, `right` of `count` (Wilson 1927). It takes trials for independent; folds share the images
 * they are fitted to, so of a cross-validation it is nearly one.
 */
export function wilson(right: number, count: number): { readonly low: number; readonly high: number } {
  const share = right / count;
  const middle = share + Z ** 2 / (2 * count);
  const half = Z * Math.sqrt((share * (1 - share)) / count + Z ** 2 / (4 * count ** 2));
  const whole = 1 + Z ** 2 / count;
  return { low: Math.max(0, (middle - half) / whole), high: Math.min(1, (middle + half) / whole) };
}
