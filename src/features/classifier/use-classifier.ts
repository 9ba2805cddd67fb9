import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Head } from '../../app/classifier/head.ts';
import { hasUnsavedHead, headIn, headsOf, ownHead } from '../../app/classifier/heads.ts';
import { ProbeLab, type ProbeState } from '../../app/classifier/probe-lab.ts';
import type { ModelId } from '../../core/models/model.ts';
import { useAppHandle } from '../../ui/app-context.ts';

export function useProbeLab(): ProbeLab {
  const { services } = useAppHandle();
  return services.one(ProbeLab, () => {
    services.leaving.watch(headsOf(services), hasUnsavedHead);
    return new ProbeLab(services);
  });
}

/** One value of the lab's state. Select existing references. */
export function useProbeState<T>(selector: (state: ProbeState) => T): T {
  return useStore(useProbeLab().state, selector);
}

/** The layers that there are for a network, and the one in use. */
export function useHeads(model: ModelId): {
  readonly head: Head | null;
  readonly own: Head | null;
  readonly fitted: Head | null;
} {
  const heads = useStore(headsOf(useAppHandle().services));
  return useMemo(() => {
    const own = ownHead(heads, model);
    const head = headIn(heads, model);
    const fitted = headIn({ ...heads, preferOwn: new Set() }, model);
    return { head, own, fitted: fitted?.kind === 'probe' ? fitted : null };
  }, [heads, model]);
}
