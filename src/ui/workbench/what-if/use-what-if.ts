import { useStore } from 'zustand';
import type { WhatIf } from '../../../app/what-if/what-if.ts';
import { whatIfOf } from '../../../app/what-if/what-if-of.ts';
import type { WhatIfState } from '../../../app/what-if/what-if-state.ts';
import { useAppHandle } from '../../app-context.ts';

export function useWhatIfSession(): WhatIf {
  return whatIfOf(useAppHandle().workshop);
}

/** One value of the panel's state. Select existing references. */
export function useWhatIf<T>(selector: (state: WhatIfState) => T): T {
  return useStore(useWhatIfSession().state, selector);
}
