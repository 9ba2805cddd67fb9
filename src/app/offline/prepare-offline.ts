import { registerSW } from 'virtual:pwa-register';
import type { Store } from '../store.ts';
import { offlineStore } from './offline-store.ts';
import { storeModels } from './store-models.ts';

/**
 * Makes the page work without a network from the next visit on: registers the service worker, and when the first
 * explanation stands (the user comes first) stores the models that were not used yet.
 */
export async function prepareOffline(store: Store, base: string): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  await firstResult(store);
  const { serviceWorker } = navigator;
  let agreed = false;
  // Only where the user agreed: another tab may hold images that a reload would lose.
  serviceWorker.addEventListener('controllerchange', () => {
    if (agreed) location.reload();
  });
  const update = async () => {
    agreed = true;
    const registration = await serviceWorker.getRegistration();
    if (registration?.waiting) await takeOver();
    // Another tab has let the new version in already.
    else location.reload();
  };
  const takeOver = registerSW({
    immediate: true,
    onNeedRefresh: () => offlineStore.setState({ update: () => void update() }),
    // Without it the plugin would reload every tab.
    onNeedReload: () => undefined,
    onRegisterError: () => undefined,
  });
  await serviceWorker.ready;
  if (!(await storeModels(base))) return;
  offlineStore.setState({ ready: true });
  // What was promised should not be the first thing to go when the disk is full; the browser may still refuse.
  // WebKitGTK has no such thing.
  await (navigator.storage as StorageManager | undefined)?.persist().catch(() => false);
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
