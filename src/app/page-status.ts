import { sameSettings } from './settings.ts';
import { type AppState, type Job, SLOTS } from './state.ts';
import { pictureOf, thirdOf } from './store.ts';

/** Whether the result on screen is that of the settings and pictures chosen now. */
export function isCurrent({ result, settings, images }: AppState): boolean {
  if (!result || !sameSettings(result.settings, settings)) return false;
  const third = settings.against === 'image' ? thirdOf(images) : null;
  if (third?.id !== result.third?.of.id) return false;
  return SLOTS.every((slot) => pictureOf(images[slot])?.id === result.pictures[slot].id);
}

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
