import { createStore } from 'zustand/vanilla';

export interface OfflineState {
  /** Everything the page promises (app, samples, every network) is stored on this device. */
  readonly ready: boolean;
  /** A newer version waits: call it to reload into that. */
  readonly update: (() => void) | null;
}

/** What the user is told about working without a network. */
export const offlineStore = createStore<OfflineState>(() => ({ ready: false, update: null }));
