import { registerSW } from 'virtual:pwa-register';
import { BUILT_IN } from '../../core/models/index.ts';
import { loadModelBytes } from '../../engine/client/model-bytes.ts';
import { isStored } from '../../engine/client/model-storage.ts';
import type { Store } from '../store.ts';
import { offlineStore } from './offline-store.ts';

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

/**
 * Fetches every model that is not stored on this device yet, checked by its sum, one after the other. Resolves to
 * whether all of them are there now: storage may be refused or full, the network may go, and a user who asked
 * the browser to save data gets only what they use.
 */
async function storeModels(base: string): Promise<boolean> {
  const { saveData } = (navigator as { connection?: { saveData?: boolean } }).connection ?? {};
  for (const card of Object.values(BUILT_IN)) {
    if (await isStored(card, base)) continue;
    if (saveData) return false;
    try {
      await (await loadModelBytes(card, base, () => undefined)).stored;
    } catch {
      return false;
    }
    if (!(await isStored(card, base))) return false;
  }
  return true;
}
