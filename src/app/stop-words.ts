import type { AppError } from '../core/app-error.ts';

export const MODEL_CHANGED = 'Stopped, because another model was opened meanwhile.';

/** Why long work ended, in words. Where the user stopped it, whoever did that work says so instead. */
export function stopWords({ code, message, detail }: AppError): string {
  // A call of a session that another one took the place of says so in its detail only.
  return code === 'cancelled' && detail !== undefined ? MODEL_CHANGED : message;
}
