/**
 * Whether this thread, page or worker, is under the site's Content-Security-Policy: told by what that forbids, script
 * made from a string. One policy says all, which servers may be asked among it; asking a foreign one instead would be the
 * very request that must not be made, and one more is written to the console where it is refused.
 */
export function underPolicy(): boolean {
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- that it fails is the question
    new Function('');
    return false;
  } catch {
    return true;
  }
}
