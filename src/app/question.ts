import type { Company } from './against/against.ts';
import { sameSettings } from './settings.ts';
import type { AppState, Result, Settings } from './state.ts';
import { picturesOf, thirdOf } from './store.ts';

/** The images on the page and everything that decides the numbers. */
export interface PageQuestion extends Company {
  readonly settings: Settings;
}

/** What the page asks; null while an image is missing that takes part. */
export function questionOf({ images, settings }: Pick<AppState, 'images' | 'settings'>): PageQuestion | null {
  const { a, b } = picturesOf(images);
  const third = settings.against === 'image' ? thirdOf(images) : null;
  if (!a || !b || (settings.against === 'image' && !third)) return null;
  return { settings, images: third ? [a, b, third] : [a, b] };
}

/** Equal questions, equal numbers. */
export function sameQuestion(a: PageQuestion, b: PageQuestion): boolean {
  return (
    a.images.length === b.images.length &&
    a.images.every(({ id }, i) => id === b.images[i]!.id) &&
    sameSettings(a.settings, b.settings)
  );
}

/** Whether the result on screen is that of the settings and pictures chosen now. */
export function isCurrent({ result, settings, images }: AppState): boolean {
  const asked = questionOf({ images, settings });
  if (!result || !asked) return false;
  return sameQuestion(asked, answeredBy(result));
}

/**
 * Whether the result on screen is not, or not yet again, that of what is chosen now: another one is under way, has
 * failed, or was cancelled. It stays, and is marked.
 */
export function isOld(state: AppState): boolean {
  return state.result !== null && !(state.job.status === 'done' && isCurrent(state));
}

/** What a result answers. */
export const answeredBy = ({ settings, explanations }: Result): PageQuestion => ({
  settings,
  images: explanations.map(({ of }) => of),
});
