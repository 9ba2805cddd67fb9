import type { Commands } from '../commands.ts';
import { makeNotice } from '../make-notice.ts';
import type { Parts } from './parts.ts';

/** Leaves nothing of the user's behind: not on the device, and not on the page, which begins anew. */
export function forgetCommand({ store, storage, leaving, base }: Parts): Pick<Commands, 'forgetEverything'> {
  return {
    async forgetEverything() {
      if (await storage.forget()) {
        leaving.allow();
        location.replace(base);
        return;
      }
      const text =
        'Not everything could be removed: another tab may be holding on to it. Close the other tabs of semblance and try again, or clear this site’s data in the browser’s settings.';
      store.setState({ dialog: null, notice: makeNotice(text, { lasting: true }) });
    },
  };
}
