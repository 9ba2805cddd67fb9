/** What each browser says when an imported script cannot be fetched. */
const SCRIPT = /dynamically imported module|importing a module script failed/i;

export const isUndeliveredScript = (message: string): boolean => SCRIPT.test(message);

/** `\0asm`, the first bytes of every WebAssembly binary. */
const MAGIC = [0x00, 0x61, 0x73, 0x6d];

/**
 * Why a WebAssembly binary that did not start cannot be had, or null when it can: then the browser is to blame.
 * Asked of the server itself: a damaged copy in the browser's own cache is replaced by the way.
 */
export async function undeliveredBinary(url: string): Promise<string | null> {
  const name = url.slice(url.lastIndexOf('/') + 1);
  try {
    const response = await fetch(url, { cache: 'reload' });
    if (!response.ok) return `${name}: HTTP ${response.status}`;
    const head = new Uint8Array(await response.arrayBuffer());
    // Hosts that answer every address with their front page send HTML with status 200.
    return MAGIC.every((byte, i) => head[i] === byte) ? null : `${name}: something else came instead`;
  } catch (error) {
    return `${name}: ${String(error)}`;
  }
}
