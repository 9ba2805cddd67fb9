import { useSyncExternalStore } from 'react';

const KEY = 'semblance.shortcuts';
const listeners = new Set<() => void>();
let enabled = read();

function read(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    // Storage can be refused; then the choice lasts as long as the page.
    return true;
  }
}

/** Whether single keys act. Speech users must be able to turn them off (WCAG 2.1.4). */
export function shortcutsEnabled(): boolean {
  return enabled;
}

export function setShortcutsEnabled(on: boolean): void {
  enabled = on;
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // As above.
  }
  for (const listener of listeners) listener();
}

export function useShortcutsEnabled(): boolean {
  return useSyncExternalStore((changed) => {
    listeners.add(changed);
    return () => listeners.delete(changed);
  }, shortcutsEnabled);
}
