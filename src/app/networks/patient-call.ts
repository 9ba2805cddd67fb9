import type { Remote } from 'comlink';
import { AppError } from '../../core/app-error.ts';
import type { WorkerHandle } from '../../workers/worker-handle.ts';

/** Generous, for large networks on slow machines; a file can be made to take for ever. */
const PATIENCE = 180_000;

/**
 * A call of the import worker that does not wait for ever: the worker is ended with it.
 *
 * @param patience milliseconds.
 * @throws AppError `network-refused` when it took longer; whatever the call rejects with.
 */
export function patientCall<Api, T>(
  worker: WorkerHandle<Api>,
  call: (api: Remote<Api>) => Promise<T>,
  patience = PATIENCE,
): Promise<T> {
  const timer = setTimeout(() => worker.close(AppError.saying('network-refused', SLOW)), patience);
  return worker.call(call).finally(() => clearTimeout(timer));
}

const SLOW =
  'Reading this network took over three minutes and was given up. Export it anew, simplified (onnxsim) or in a smaller size, and choose it again.';
