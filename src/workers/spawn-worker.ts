import { pageHasPolicy } from './under-policy.ts';

/** The part of the Trusted Types API that is used here; not every browser has it. */
interface Factory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown };
}

/** Only what {@link spawnWorker} makes goes through it: for everybody else a blob is refused (ui/trusted-types.ts). */
const policy = (globalThis as { trustedTypes?: Factory }).trustedTypes?.createPolicy('worker', {
  createScriptURL: (url) => url,
});

/**
 * Whether the service worker that answers for this page is the one built with it (scripts/build/offline.mjs). On an
 * origin that is shared, that of a neighbour whose scope is `/` answers for this page too, and sends no policy along.
 *
 * @param controller `navigator.serviceWorker.controller`. @param page address of the page, whose folder is the base.
 */
export const isOwnController = (
  controller: Pick<ServiceWorker, 'scriptURL'> | null | undefined,
  page: string,
): boolean => controller?.scriptURL === new URL('./sw.js', page).href;

/**
 * Starts a module worker that the page's own Content-Security-Policy holds for, on any host. A worker takes its policy
 * from the response that brought its script, and many hosts send none; one that begins as a blob takes over that of
 * the page that made it (HTML standard, “policy container”), be it in a meta element.
 *
 * Where the page's own service worker controls it, that one sends the policy along (service-worker/guarded.ts):
 * without a network Firefox (140) does not ask it for what a blob's worker imports. A development server's page has no
 * policy to hand on, and its addresses are paths, which nothing in a blob can resolve.
 *
 * @param script absolute address of the built script, of this origin. @param name for developer tools.
 */
export function spawnWorker(script: string, name: string): Worker {
  const options = { type: 'module', name } as const;
  // Plain http has none.
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  if (!pageHasPolicy() || isOwnController(serviceWorker?.controller, document.baseURI))
    return new Worker(script, options);
  const begin = `import ${JSON.stringify(script)};`;
  const address = URL.createObjectURL(new Blob([begin], { type: 'text/javascript' }));
  const worker = new Worker((policy?.createScriptURL(address) ?? address) as string, options);
  // Its first word means that it has begun, and needs the blob no more.
  worker.addEventListener('message', () => URL.revokeObjectURL(address), { once: true });
  return worker;
}
