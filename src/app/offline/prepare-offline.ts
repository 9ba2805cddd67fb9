import { registerSW } from 'virtual:pwa-register';
import type { Store } from '../store.ts';
import { offlineStore } from './offline-store.ts';
import { storeModels } from './store-models.ts';

/**
 * Makes the page work without a network from the next visit on: registers the service worker, and when the first
 * explanation stands (the person comes first) stores the models that were not used yet.
 */
export async function prepareOffline(store: Store, base: string): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  await firstResult(store);
  const update = registerSW({
    immediate: true,
    onNeedRefresh: () => offlineStore.setState({ update: () => void update(true) }),
    onRegisterError: () => undefined,
  });
  await navigator.serviceWorker.ready;
  if (await storeModels(base)) offlineStore.setState({ ready: true });
}

/** Resolves once the first explanation is done or has failed. */
function firstResult(store: Store): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      const { status } = store.getState().job;
      if (status !== 'done' && status !== 'failed') return;
      stop();
      resolve();
    };
    const stop = store.subscribe(look);
    look();
  });
}
