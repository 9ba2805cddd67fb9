import type { Fault } from '../engine/api.ts';

export const MODEL_CHANGED = 'Stopped, because another model was opened meanwhile.';

/** Why long work ended, in words. Where the person stopped it, whoever did that work says so instead. */
export function stopWords({ code, message, detail }: Fault): string {
  // A call of a session that another one took the place of says so in its detail only.
  return code === 'cancelled' && detail !== undefined ? MODEL_CHANGED : message;
}
