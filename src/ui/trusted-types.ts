/** The part of the Trusted Types API that is used here; not every browser has it. */
interface Factory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

/**
 * Under the site's Content-Security-Policy the only strings that may become code are addresses of this origin
 * (workers and the service worker). HTML and scripts from strings have no rule and are refused.
 */
(globalThis as { trustedTypes?: Factory }).trustedTypes?.createPolicy('default', {
  createScriptURL(url) {
    if (new URL(url, document.baseURI).origin === location.origin) return url;
    throw new TypeError(`semblance does not run code from ${url}`);
  },
});
