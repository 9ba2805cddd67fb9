import { useStore } from 'zustand';
import type { PairsLab } from '../../app/collection/pairs-lab.ts';
import { pairsLabOf } from '../../app/collection/pairs-lab-of.ts';
import type { PairsState } from '../../app/collection/pairs-state.ts';
import { useAppHandle } from '../../ui/app-context.ts';

export function usePairsLab(): PairsLab {
  return pairsLabOf(useAppHandle().workshop);
}

/** One value of the panel's state. Select existing references. */
export function usePairs<T>(selector: (state: PairsState) => T): T {
  return useStore(usePairsLab().state, selector);
}
