import type { Workshop } from '../workshop.ts';

import { PairsLab } from './pairs-lab.ts';
import { RunBook } from './run-book.ts';

const labs = new WeakMap<Workshop, PairsLab>();

/** The one lab of an app: a run goes on while the panel is closed. */
export function pairsLabOf(workshop: Workshop): PairsLab {
  const lab = labs.get(workshop) ?? new PairsLab(workshop, new RunBook(workshop.storage));
  labs.set(workshop, lab);
  return lab;
}
