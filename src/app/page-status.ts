import { isCurrent } from './question.ts';
import type { AppState, Job } from './state.ts';
import { thirdOf } from './store.ts';

/**
 * What the page as a whole is doing, for `data-job`: never `done` between the moment something was chosen and the
 * moment its result stands there, however many steps lie between (reading a file comes before any job), painted and
 * with the address that reproduces it.
 */
export function pageStatus(state: AppState): Job['status'] {
  if (Object.values(state.images).some(({ status }) => status === 'decoding')) return 'loading';
  // Image C could not be used, and there is nobody to be held against: nothing is on its way.
  const waits = state.settings.against === 'image' && thirdOf(state.images) === null;
  if (state.job.status === 'done' && waits) return 'idle';
  if (state.job.status === 'done' && (state.addressBehind || !isCurrent(state))) return 'running';
  return state.job.status;
}
