import type { EngineTask } from '../app/engine-task.ts';
import type { EngineSession } from '../engine/client/engine-session.ts';

/** What a task on this engine gives its work, where nobody listens and nobody stops it unless `change` does. */
export function engineTask<T>(session: unknown, change: Partial<EngineTask<T>> = {}): EngineTask<T> {
  return {
    session: session as EngineSession,
    job: 1,
    signal: new AbortController().signal,
    report: () => undefined,
    timed: () => undefined,
    ...change,
  };
}
