import { isCurrent } from './page-status.ts';
import type { AppState } from './state.ts';

/**
 * Whether the result on screen is not, or not yet again, that of what is chosen now: another one is under way, has
 * failed, or was cancelled. It stays, and is marked.
 */
export function isOld(state: AppState): boolean {
  return state.result !== null && !(state.job.status === 'done' && isCurrent(state));
}
