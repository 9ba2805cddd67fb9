import type { Result } from '../../app/state.ts';
import { METHODS } from '../../core/methods/index.ts';
import { SCOPES } from '../../core/methods/scopes.ts';
import type { Member } from './axes.ts';

/** The title of a member's scale, with what its map explains where that is not what the result on the stage does. */
export function memberNote({ settings }: Member, base: Result): string {
  if (!METHODS[settings.method].uses.metric) return 'Needs no second image';
  if (settings.scope === base.settings.scope) return 'Both images on one scale';
  return `Explains ${SCOPES[settings.scope].words}`;
}
