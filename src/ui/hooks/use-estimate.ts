import { useEffect, useEffectEvent } from 'react';
import { useStore } from 'zustand';
import { aboutTime } from '../../app/evidence/time-left.ts';
import { type Pace, paceOf, placeOf, type Work } from '../../app/pace.ts';
import type { Task } from '../../app/task.ts';
import { whenIdle } from '../../app/when-idle.ts';
import { useApp, useAppHandle } from '../app-context.ts';

/** How fast this device is; where nothing is known of this work yet, that is found out while nothing else goes on. */
export function usePace(
  work: Work | null,
  running = false,
): { readonly pace: Pace; readonly place: string | null } {
  const { services } = useAppHandle();
  const pace = paceOf(services);
  const place = useApp(({ result }) => result && placeOf(result));
  const resting = useApp(({ job }) => job.status === 'done');
  useStore(pace.store);
  const unknown = place !== null && work !== null && work.units > 0 && pace.of(place, work) === null;
  const now = unknown && work.sample !== undefined && resting && !running;
  const kind = work?.kinds[0];
  const sample = useEffectEvent((signal: AbortSignal) => {
    if (place !== null && work && !signal.aborted) void pace.sample(place, work, signal);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other work, elsewhere, begins anew
  useEffect(() => {
    if (!now) return;
    const stop = new AbortController();
    whenIdle(() => sample(stop.signal));
    return () => stop.abort();
  }, [now, place, kind]);
  return { pace, place };
}

/** How long work will take, in words; null where nobody knows. */
export function useTimeOf(work: Work | null, running = false): string | null {
  const { pace, place } = usePace(work, running);
  const time = place !== null && work ? pace.of(place, work) : null;
  return time === null || running || !work ? null : `${aboutTime(time)}: ${work.words}`;
}

export interface Estimate {
  /** “about 40 s: 1,254 masked copies through the network”; null where that is not known, or the work is under way. */
  readonly words: string | null;
  /** To be called once the work was started: how long it takes is remembered for the next time. */
  readonly learn: () => void;
}

/** How long a task will take, before it is begun. */
export function useEstimate<T>(task: Pick<Task<T>, 'store' | 'took'>, work: Work | null): Estimate {
  const running = useStore(task.store, ({ status }) => status === 'running');
  const words = useTimeOf(work, running);
  const { services } = useAppHandle();
  const place = useApp(({ result }) => result && placeOf(result));
  return {
    words,
    learn: () => {
      if (place !== null && work) paceOf(services).learn(task, place, work);
    },
  };
}
