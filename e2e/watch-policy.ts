import type { Page } from '@playwright/test';

declare global {
  interface Window {
    violations: string[];
  }
}

/**
 * Runs first in every worker: tells the page of what the policy stopped there, and does on request what it must stop
 * (a foreign request, script from a string), so that a test knows that it would have heard of it.
 */
const IN_WORKER = `
const say = new BroadcastChannel('policy');
self.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  say.postMessage('in a worker: ' + violatedDirective + ' ' + blockedURI));
new BroadcastChannel('trespass').onmessage = async ({ data }) => {
  const attempt = async (act) => { try { await act(); return 'allowed'; } catch (error) { return error.name; } };
  say.postMessage('in a worker: fetch ' + await attempt(() => fetch(data)));
  say.postMessage('in a worker: eval ' + await attempt(() => eval('1 + 1')));
};
`;

/** Collects every violation of the policy from now on, of the page and of its workers, in `window.violations`. */
export async function watchPolicy(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      window.violations.push(`${violatedDirective} ${blockedURI}`),
    );
    new BroadcastChannel('policy').onmessage = ({ data }: MessageEvent<string>) => {
      window.violations.push(data);
    };
  });
  await page.route(/\/assets\/([^/]+\.)?worker-[^/]+\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: IN_WORKER + (await response.text()) });
  });
}

/** Has every worker of the page ask this address and evaluate a string; resolves at once. */
export const trespassInWorkers = (page: Page, url: string): Promise<void> =>
  page.evaluate((foreign) => {
    new BroadcastChannel('trespass').postMessage(foreign);
  }, url);
