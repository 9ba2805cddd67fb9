import { useSyncExternalStore } from 'react';
import { loadPreferences, savePreference } from '../../app/storage/preferences.ts';

const listeners = new Set<() => void>();
let enabled = loadPreferences().shortcuts;

/** Whether single keys act. Speech users must be able to turn them off (WCAG 2.1.4). */
export function shortcutsEnabled(): boolean {
  return enabled;
}

export function setShortcutsEnabled(on: boolean): void {
  enabled = on;
  savePreference({ shortcuts: on });
  for (const listener of listeners) listener();
}

export function useShortcutsEnabled(): boolean {
  return useSyncExternalStore((changed) => {
    listeners.add(changed);
    return () => listeners.delete(changed);
  }, shortcutsEnabled);
}
