import { type DBSchema, openDB } from 'idb';
import type { NetworkChoices } from './network-choices.ts';

/** A network that its owner asked to be kept on this device. */
export interface KeptNetwork {
  /** The full identity: all files, preprocessing, embedding, size (graph/identity.ts). */
  readonly sha256: string;
  /** `own:<12 digits>`. */
  readonly id: string;
  readonly file: string;
  readonly bytes: number;
  readonly choices: NetworkChoices;
}

interface StoredNetwork extends KeptNetwork {
  readonly version: 1;
  readonly files: readonly { readonly name: string; readonly blob: Blob }[];
}

interface Schema extends DBSchema {
  networks: { key: string; value: StoredNetwork };
}

const open = () =>
  openDB<Schema>('semblance-networks', 1, {
    upgrade: (db) => void db.createObjectStore('networks', { keyPath: 'sha256' }),
  });

/** Own networks in IndexedDB, the files as they came. Nothing is put there unasked. All calls may reject. */
export const networkStore = {
  async list(): Promise<KeptNetwork[]> {
    const all = await (await open()).getAll('networks');
    return all.map(({ sha256, id, file, bytes, choices }) => ({ sha256, id, file, bytes, choices }));
  },

  async keep(network: KeptNetwork, files: readonly File[]): Promise<void> {
    const copies = files.map((file) => ({ name: file.name, blob: file }));
    await (await open()).put('networks', { ...network, version: 1, files: copies });
  },

  async files(sha256: string): Promise<File[]> {
    const found = await (await open()).get('networks', sha256);
    return (found?.files ?? []).map(({ name, blob }) => new File([blob], name));
  },

  async clear(): Promise<void> {
    await (await open()).clear('networks');
  },

  async remove(sha256: string): Promise<void> {
    await (await open()).delete('networks', sha256);
  },
};
