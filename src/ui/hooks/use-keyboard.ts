import { useEffect } from 'react';
import { useAppHandle } from '../app-context.ts';
import { isShortcutOfOthers } from './is-shortcut-of-others.ts';
import { keyOf } from './key-of.ts';
import { shortcutsEnabled } from './shortcuts-enabled.ts';
import { takesKeys } from './takes-keys.ts';

/** Runs the actions table from the keyboard. Quiet while a dialog is open. */
export function useKeyboard(): void {
  const { store, commands, actions } = useAppHandle();
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isShortcutOfOthers(event)) return;
      if (document.querySelector('dialog[open]')) return;
      // Escape means the same everywhere: a choice just made in a select can be taken back at once.
      if (takesKeys(event.target) && event.key !== 'Escape') return;
      if (!shortcutsEnabled() && event.key !== 'Escape') return;
      const key = keyOf(event);
      const action = actions.find(({ keys }) => keys.includes(key));
      if (action === undefined) return;
      event.preventDefault();
      action.run(commands, store.getState());
      const place = action.focus === undefined ? null : document.getElementById(action.focus);
      place?.focus({ preventScroll: true });
      place?.scrollIntoView({ block: 'start' });
    };
    window.addEventListener('keydown', down);
    return () => window.removeEventListener('keydown', down);
  }, [store, commands, actions]);
}
