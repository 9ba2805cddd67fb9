/**
 * SHA-256 as lower-case hexadecimal. `crypto.subtle` exists in secure contexts only; over plain http (a static
 * server in the local network) a JavaScript implementation is loaded instead.
 */
export async function sha256Hex(bytes: ArrayBuffer): Promise<string> {
  const subtle = (globalThis.crypto as { subtle?: SubtleCrypto }).subtle;
  const digest = subtle
    ? new Uint8Array(await subtle.digest('SHA-256', bytes))
    : (await import('@noble/hashes/sha2')).sha256(new Uint8Array(bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
