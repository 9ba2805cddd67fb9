import type { Row } from './rows.ts';
import { hasher, sealer } from './secrets.ts';
import type { Writing } from './shelf.ts';
import type { TabSecret } from './tab-secret.ts';

const utf8 = new TextEncoder();

/** More is not kept for a reload: sealing takes it into memory whole, twice. */
const LARGEST_SEALED = 64e6;

const jsonSize = (value: unknown) => utf8.encode(JSON.stringify(value)).length;

/** Values as JSON and blobs, both sealed with the tab's key. */
export async function sealedWriting({ id, seal, hash }: TabSecret): Promise<Writing> {
  const [seals, hashes] = await Promise.all([sealer(seal), hasher(hash)]);
  return {
    tab: id,
    hash: hashes,
    async seal(value, blob, place) {
      if ((blob?.size ?? 0) > LARGEST_SEALED) throw new RangeError('too large to be kept for a reload');
      const sealed = await seals.seal(utf8.encode(JSON.stringify(value)), place);
      if (!blob) return { value: sealed, bytes: sealed.length };
      const body = await seals.seal(await blob.arrayBuffer(), `${place} blob`);
      return { value: sealed, blob: body, bytes: sealed.length + body.length };
    },
    async open({ value, blob }: Row, place) {
      const plain = JSON.parse(new TextDecoder().decode(await seals.open(value, place))) as unknown;
      if (blob === undefined) return { value: plain, blob: null };
      return { value: plain, blob: new Blob([await seals.open(blob, `${place} blob`)]) };
    },
  };
}

/** As it is: a user asked for it, and every page of this origin can read it. Only keys are hashed. */
export async function plainWriting(salt: Uint8Array<ArrayBuffer>): Promise<Writing> {
  return {
    tab: '',
    hash: await hasher(salt),
    seal: (value, blob) =>
      Promise.resolve({ value, ...(blob && { blob }), bytes: jsonSize(value) + (blob?.size ?? 0) }),
    open: ({ value, blob }: Row) =>
      blob === undefined || blob instanceof Blob
        ? Promise.resolve({ value, blob: blob ?? null })
        : Promise.reject(new TypeError('not a blob')),
  };
}
