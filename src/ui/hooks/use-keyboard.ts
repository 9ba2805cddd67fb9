import { useEffect } from 'react';
import type { Action } from '../../app/actions.ts';
import type { Commands } from '../../app/commands.ts';
import type { AppState } from '../../app/state.ts';
import { useAppHandle } from '../app-context.ts';
import { isShortcutOfOthers } from './is-shortcut-of-others.ts';
import { keyOf } from './key-of.ts';
import { shortcutsEnabled } from './shortcuts-enabled.ts';
import { takesKeys } from './takes-keys.ts';

/** Does it, and takes the focus to where it is done. */
export function act(action: Action, commands: Commands, state: AppState): void {
  action.run(commands, state);
  const place = action.focus === undefined ? null : document.getElementById(action.focus);
  place?.focus({ preventScroll: true });
  place?.scrollIntoView({ block: 'start' });
}

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
      act(action, commands, store.getState());
    };
    window.addEventListener('keydown', down);
    return () => window.removeEventListener('keydown', down);
  }, [store, commands, actions]);
}
