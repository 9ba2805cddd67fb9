import type { Commands } from '../commands.ts';
import { saveTheme } from '../theme.ts';
import type { Parts } from './parts.ts';

/** How it is looked at; computes nothing but the evidence of the point under the crosshair. */
export function viewCommands({
  store,
  follower,
}: Parts): Pick<
  Commands,
  'changeDisplay' | 'changeView' | 'probe' | 'setTheme' | 'openPanel' | 'openDialog' | 'dismissNotice'
> {
  return {
    changeDisplay(change) {
      store.setState(({ display }) => ({ display: { ...display, ...change } }));
    },
    changeView(change) {
      store.setState(({ view }) => ({ view: { ...view, ...change } }));
    },
    probe(slot, point, pin = false) {
      const { probe } = store.getState();
      if (probe?.pinned && !pin) return;
      const release = pin && probe?.pinned;
      store.setState({ probe: point && !release ? { slot, ...point, pinned: pin } : null });
      void follower.follow();
    },
    setTheme(theme) {
      saveTheme(theme);
      store.setState({ theme });
    },
    openPanel: (panel) => store.setState({ panel }),
    openDialog: (dialog) => store.setState({ dialog }),
    dismissNotice: () => store.setState({ notice: null }),
  };
}
