import { useStore } from 'zustand';
import { offlineStore } from '../../app/offline/offline-store.ts';

/** Said once everything the page promises is stored on this device. */
export function OfflineStatus() {
  const ready = useStore(offlineStore, (state) => state.ready);
  return <p role="status">{ready ? 'Ready offline.' : ''}</p>;
}
