import { createContext, use } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { Action } from '../app/actions.ts';
import type { GalleryState } from '../app/collection/gallery-state.ts';
import type { Commands } from '../app/commands.ts';
import type { Networks } from '../app/networks/networks.ts';
import type { Services } from '../app/services.ts';
import type { AppState } from '../app/state.ts';

/** What the interface needs of the app: its state, and the calls that change it. */
export interface App {
  readonly store: StoreApi<AppState>;
  readonly commands: Commands;
  /** The engine and the decoder, lent to panels that compute something of their own beside. */
  readonly services: Services;
  /** What the gallery holds. */
  readonly galleryState: StoreApi<GalleryState>;
  readonly networks: Networks;
  /** What keys do. */
  readonly actions: readonly Action[];
}

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
