import { clientsClaim } from 'workbox-core';
import { addPlugins, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';
import { guarded } from './guarded.ts';

/** The built files, filled in by the build (scripts/build/offline.mjs). */
declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: PrecacheEntry[] };

/**
 * Answers for the built files once they are stored. The models are not among them: the page keeps those itself,
 * checked by their sums (engine/client/model-bytes.ts). A new version waits until the user agrees.
 */
addPlugins([{ handlerWillRespond: ({ request, response }) => Promise.resolve(guarded(request, response)) }]);
// The page answers to its own address with any parameters, and to no other: at the root of a host the rest of the
// site lies in this worker's scope too.
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/./] });

// So that a worker restarted during the first visit is found without a network too.
clientsClaim();
self.addEventListener('message', ({ data }: ExtendableMessageEvent) => {
  if ((data as { type?: unknown } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
