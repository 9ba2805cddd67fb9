/** The part of the Trusted Types API that is used here; not every browser has it. */
interface Factory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

/**
 * Under the site's Content-Security-Policy the only strings that may become code are addresses of this origin
 * (the service worker, and workers that it answers for; workers/spawn-worker.ts has others). HTML and scripts from
 * strings have no rule and are refused.
 */
(globalThis as { trustedTypes?: Factory }).trustedTypes?.createPolicy('default', {
  createScriptURL(url) {
    const { origin, protocol } = new URL(url, document.baseURI);
    if (origin === location.origin && protocol !== 'blob:') return url;
    throw new TypeError(`semblance does not run code from ${url}`);
  },
});
