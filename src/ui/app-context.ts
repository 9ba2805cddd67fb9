import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { Commands } from '../app/commands.ts';
import type { App } from '../app/create-app.ts';
import type { AppState } from '../app/state.ts';

export const AppContext = createContext<App | null>(null);

/** The app that this tree is mounted with. Throws outside of an `AppContext`. */
export function useAppHandle(): App {
  const app = use(AppContext);
  if (app === null) throw new Error('semblance: the interface is mounted without an AppContext');
  return app;
}

/** One value of the state; renders again only when that value changes. Select existing references. */
export function useApp<T>(selector: (state: AppState) => T): T {
  return useStore(useAppHandle().store, selector);
}

export function useCommands(): Commands {
  return useAppHandle().commands;
}
