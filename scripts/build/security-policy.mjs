/**
 * The Content-Security-Policy of the built site: everything from its own origin, nothing inline, nothing evaluated
 * but WebAssembly, and script addresses only through the Trusted Types policies of src/ui/trusted-types.ts and of
 * src/workers/spawn-worker.ts, which alone may make a worker from a blob.
 */
export const SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default worker',
].join('; ');

/**
 * As headers, for hosts that let one set them. A meta element cannot forbid framing (ui/chrome/framed-page.tsx is what
 * a stranger's frame gets without them), nor keep a window that opened this one from holding on to it; workers begin
 * as blobs, which it reaches (src/workers/spawn-worker.ts).
 */
export const SECURITY_HEADERS = {
  'Content-Security-Policy': `${SECURITY_POLICY}; frame-ancestors 'none'`,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/**
 * Puts the policy into the built index.html, first in the head so that it governs what follows, and writes the
 * `_headers` file that Netlify and Cloudflare Pages read. The dev server keeps its inline scripts.
 *
 * @returns {import('vite').Plugin}
 */
export function securityPolicy() {
  return {
    name: 'semblance:security-policy',
    apply: 'build',
    config: () => ({ define: { SITE_POLICY: JSON.stringify(SECURITY_POLICY) } }),
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: SECURITY_POLICY },
        injectTo: 'head-prepend',
      },
      { tag: 'meta', attrs: { name: 'referrer', content: 'no-referrer' }, injectTo: 'head-prepend' },
    ],
    generateBundle() {
      const lines = Object.entries(SECURITY_HEADERS).map(([name, value]) => `  ${name}: ${value}`);
      this.emitFile({ type: 'asset', fileName: '_headers', source: `/*\n${lines.join('\n')}\n` });
    },
  };
}
