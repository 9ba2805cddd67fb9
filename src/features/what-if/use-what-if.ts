import { useStore } from 'zustand';
import { useAppHandle } from '../../ui/app-context.ts';
import type { WhatIf } from './what-if.ts';
import { whatIfOf } from './what-if-of.ts';
import type { WhatIfState } from './what-if-state.ts';

export function useWhatIfSession(): WhatIf {
  return whatIfOf(useAppHandle().workshop);
}

/** One value of the panel's state. Select existing references. */
export function useWhatIf<T>(selector: (state: WhatIfState) => T): T {
  return useStore(useWhatIfSession().state, selector);
}
