const utf8 = new TextEncoder();

const hex = (bytes: ArrayBuffer) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** HMAC-SHA-256 under a secret, 128 bits in hex: what a key is called in the database. '' stays ''. */
export async function hasher(secret: Uint8Array<ArrayBuffer>): Promise<(text: string) => Promise<string>> {
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  return async (text) =>
    text === '' ? '' : hex(await crypto.subtle.sign('HMAC', key, utf8.encode(text))).slice(0, 32);
}

/** AES-256-GCM: what was sealed opens under the same key, for the same place, unchanged, or not at all. */
export interface Sealer {
  seal(plain: BufferSource, place: string): Promise<Uint8Array<ArrayBuffer>>;
  /** @throws when it was sealed under another key, for another place, or was tampered with. */
  open(sealed: unknown, place: string): Promise<ArrayBuffer>;
}

const NONCE = 12;

export async function sealer(secret: Uint8Array<ArrayBuffer>): Promise<Sealer> {
  const key = await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt', 'decrypt']);
  return {
    async seal(plain, place) {
      const iv = crypto.getRandomValues(new Uint8Array(NONCE));
      const algorithm = { name: 'AES-GCM', iv, additionalData: utf8.encode(place) };
      const body = await crypto.subtle.encrypt(algorithm, key, plain);
      const sealed = new Uint8Array(NONCE + body.byteLength);
      sealed.set(iv);
      sealed.set(new Uint8Array(body), NONCE);
      return sealed;
    },
    async open(sealed, place) {
      if (!(sealed instanceof Uint8Array)) throw new TypeError('not sealed');
      const bytes = sealed as Uint8Array<ArrayBuffer>;
      const algorithm = { name: 'AES-GCM', iv: bytes.slice(0, NONCE), additionalData: utf8.encode(place) };
      return crypto.subtle.decrypt(algorithm, key, bytes.slice(NONCE));
    },
  };
}
