import { useStore } from 'zustand';
import { useAppHandle } from '../../ui/app-context.ts';
import { WhatIf } from './what-if.ts';
import type { WhatIfState } from './what-if-state.ts';

export function useWhatIfSession(): WhatIf {
  const { services } = useAppHandle();
  return services.one(WhatIf, () => new WhatIf(services));
}

/** One value of the panel's state. Select existing references. */
export function useWhatIf<T>(selector: (state: WhatIfState) => T): T {
  return useStore(useWhatIfSession().state, selector);
}
