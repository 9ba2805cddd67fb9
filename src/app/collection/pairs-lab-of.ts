import { hasUnsavedRun } from '../leaving.ts';
import type { Workshop } from '../workshop.ts';
import { PairsLab } from './pairs-lab.ts';
import { RunBook } from './run-book.ts';

const labs = new WeakMap<Workshop, PairsLab>();

/** The one lab of an app: a run goes on while the panel is closed. */
export function pairsLabOf(workshop: Workshop): PairsLab {
  const known = labs.get(workshop);
  if (known) return known;
  const lab = new PairsLab(workshop, new RunBook(workshop.storage));
  labs.set(workshop, lab);
  workshop.leaving.watch(lab.state, hasUnsavedRun);
  return lab;
}
