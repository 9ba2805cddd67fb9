import { modelCard } from '../core/models/index.ts';
import type { EngineSession } from '../engine/client/engine-session.ts';
import type { Services } from './services.ts';
import type { Settings } from './state.ts';
import type { RunningTask } from './task.ts';

/** What work on the engine is given. */
export interface EngineTask<T> extends RunningTask<T> {
  /** The engine with the model of the settings; rejects everything once another one is opened. */
  readonly session: EngineSession;
  /** For engine calls: they end when the task is stopped. */
  readonly job: number;
}

/** The engine with a network, without a word about its download: the stage has one already, as a rule. */
export function openSession(
  { client, base }: Pick<Services, 'client' | 'base'>,
  { model, backend }: Pick<Settings, 'model' | 'backend'>,
): Promise<EngineSession> {
  return client.open(modelCard(model), backend, base, () => undefined);
}

/** Work of a task on the engine, beside the explanations: opens the model of the settings first. */
export function onEngine<T>(
  services: Pick<Services, 'client' | 'base'>,
  settings: Pick<Settings, 'model' | 'backend'>,
  work: (task: EngineTask<T>) => Promise<T>,
): (task: RunningTask<T>) => Promise<T> {
  return async (task) => {
    const session = await openSession(services, settings);
    task.timed();
    return withJob(services.client, task.signal, (job) => work({ ...task, session, job }));
  };
}

/** Calls of the engine that the signal cancels. */
export async function withJob<R>(
  engine: Pick<EngineSession, 'newJob' | 'cancel'>,
  signal: AbortSignal,
  work: (job: number) => Promise<R>,
): Promise<R> {
  signal.throwIfAborted();
  const job = engine.newJob();
  const stop = () => void engine.cancel(job).catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await work(job);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
