import { hasUnsavedRun } from '../leaving.ts';
import type { Workshop } from '../workshop.ts';
import { PairsLab } from './pairs-lab.ts';
import { RunBook } from './run-book.ts';

/** The one lab of an app: its pictures and pairs are what other panels work on too. */
export function onePairsLab(workshop: Workshop): PairsLab {
  return workshop.one(PairsLab, () => {
    const lab = new PairsLab(workshop, new RunBook(workshop.storage));
    workshop.leaving.watch(lab.state, hasUnsavedRun);
    return lab;
  });
}
