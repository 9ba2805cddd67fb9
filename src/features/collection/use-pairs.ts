import { useStore } from 'zustand';
import { PairsLab } from '../../app/collection/pairs-lab.ts';
import type { PairsState } from '../../app/collection/pairs-state.ts';
import { RunBook } from '../../app/collection/run-book.ts';
import { hasUnsavedRun } from '../../app/leaving.ts';
import { useAppHandle } from '../../ui/app-context.ts';

export function usePairsLab(): PairsLab {
  const { workshop } = useAppHandle();
  return workshop.one(PairsLab, () => {
    const lab = new PairsLab(workshop, new RunBook(workshop.storage));
    workshop.leaving.watch(lab.state, hasUnsavedRun);
    return lab;
  });
}

/** One value of the panel's state. Select existing references. */
export function usePairs<T>(selector: (state: PairsState) => T): T {
  return useStore(usePairsLab().state, selector);
}
