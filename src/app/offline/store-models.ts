import { BUILT_IN } from '../../core/models/index.ts';
import { loadModelBytes } from '../../engine/client/model-bytes.ts';
import { isStored } from '../../engine/client/model-storage.ts';

/**
 * Fetches every model that is not stored on this device yet, checked by its sum, one after the other. Resolves to
 * whether all of them are there now: storage may be refused or full, the network may go, and a user who asked
 * the browser to save data gets only what they use.
 */
export async function storeModels(base: string): Promise<boolean> {
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
