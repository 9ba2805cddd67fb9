/** Whether the page brings the site's Content-Security-Policy in a meta element; a development server's does not. */
export const pageHasPolicy = (): boolean =>
  document.querySelector('meta[http-equiv="Content-Security-Policy"]') !== null;

/**
 * Whether this worker, made by a page that has the site's policy, is under it too. One that began as a blob took it over
 * from the page (spawn-worker.ts); any other has what came with its script, and the script is asked for once more to see.
 * Trying what the policy forbids would say the same, and write an error to the console wherever all is well.
 */
export async function workerHasPolicy(): Promise<boolean> {
  if (location.protocol === 'blob:') return true;
  const { headers } = await fetch(location.href);
  return /\bconnect-src 'self'/.test(headers.get('Content-Security-Policy') ?? '');
}
