import { row } from '../retrieval/vector-table.ts';
import type { ProbeTask } from './cross-validation.ts';
import { crossEntropy, fitProbe } from './linear-probe.ts';

/** Classes and images of them that a few steps are tried on: of few classes the more images each. */
const TRIED = { classes: 20, images: 160 };
/** What a step takes beside the passes over the images, in images: remembered steps, and the penalty. */
const BESIDE = 30;
/** Passes a step: now and then one is too long. */
const PASSES = 1.05;

/**
 * About how long a probe takes to fit, with one more fit for each fold, in milliseconds. A pass over all images is timed,
 * and how many steps are needed is taken from a fit to some 160 images of up to 20 classes: the number depends on how
 * far the classes lie apart, and hardly on how many images there are. On ten made-up sets (2 to 50 classes, 60 to 1,500
 * images) it was 1.00 to 1.35 times the number of steps that the whole took.
 *
 * @param clock in milliseconds.
 */
export function paceOfProbe(task: ProbeTask, clock: () => number): number {
  const { table, labels, classes, penalty, folds } = task;
  const each = Math.ceil(TRIED.images / Math.min(TRIED.classes, classes.length));
  const taken = new Map<number, number[]>();
  for (const [i, label] of labels.entries()) {
    const own = taken.get(label) ?? [];
    if (own.length < each && (taken.has(label) || taken.size < TRIED.classes)) taken.set(label, [...own, i]);
  }
  const rows = [...taken.values()].flat();
  const among = [...taken.keys()];
  const { iterations } = fitProbe(
    table,
    rows,
    rows.map((i) => among.indexOf(labels[i]!)),
    among.map((label) => classes[label]!),
    penalty,
  );
  const features = labels.map((_, i) => Float64Array.from(row(table, i)));
  const pass = crossEntropy(features, labels, classes.length, penalty);
  const [at, gradient] = [0, 0].map(() => new Float64Array(classes.length * (table.length + 1)));
  pass(at!, gradient!);
  const begun = clock();
  pass(at!, gradient!);
  const step = ((clock() - begun) * (labels.length + BESIDE)) / labels.length;
  // All images once, and all folds but one as often as there are folds.
  return iterations * PASSES * step * folds;
}
