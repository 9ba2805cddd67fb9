import { useStore } from 'zustand';
import { onePairsLab } from '../../app/collection/one-pairs-lab.ts';
import type { PairsLab } from '../../app/collection/pairs-lab.ts';
import type { PairsState } from '../../app/collection/pairs-state.ts';
import { useAppHandle } from '../../ui/app-context.ts';

export function usePairsLab(): PairsLab {
  return onePairsLab(useAppHandle().services);
}

/** One value of the panel's state. Select existing references. */
export function usePairs<T>(selector: (state: PairsState) => T): T {
  return useStore(usePairsLab().state, selector);
}
