import { useEffect } from 'react';
import { ACTIONS } from '../../app/actions.ts';
import { useAppHandle } from '../app-context.ts';
import { isShortcutOfOthers } from './is-shortcut-of-others.ts';
import { shortcutsEnabled } from './shortcuts-enabled.ts';

/** Elements in which keys have a meaning of their own. */
const TAKES_KEYS =
  'select, textarea, input:not([type=radio], [type=checkbox], [type=file], [type=range]), [contenteditable]';

/** Runs the actions table from the keyboard. Quiet while a dialog is open. */
export function useKeyboard(): void {
  const { store, commands } = useAppHandle();
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isShortcutOfOthers(event)) return;
      if (document.querySelector('dialog[open]')) return;
      // Escape means the same everywhere: a choice just made in a select can be taken back at once.
      const taken = event.target instanceof Element && event.target.closest(TAKES_KEYS);
      if (taken && event.key !== 'Escape') return;
      if (!shortcutsEnabled() && event.key !== 'Escape') return;
      const action = ACTIONS.find(({ keys }) => keys.includes(event.key));
      if (action === undefined) return;
      event.preventDefault();
      action.run(commands, store.getState());
    };
    window.addEventListener('keydown', down);
    return () => window.removeEventListener('keydown', down);
  }, [store, commands]);
}
