/** What a browser that refuses storage to the page keeps this page from keeping, in the middle of a sentence. */
const OF = {
  preferences: 'your choice of theme and keys',
  records: 'your own images and results, over a reload',
  networks: 'the networks, which are downloaded anew at each visit',
} as const;

/** Whether each kind of storage is there: a user may have blocked them, or only some. */
interface Stores {
  readonly preferences: () => unknown;
  readonly records: () => Promise<unknown>;
  readonly networks: () => Promise<unknown>;
}

const stores: Stores = {
  preferences: () => localStorage.length,
  records: () =>
    new Promise((resolve, reject) => {
      // Where this one is missing it throws: here that is a refusal, in the answer below it would be nobody's.
      const { length } = sessionStorage;
      const request = indexedDB.open(new URL('?probe', location.href).href);
      request.onerror = () => reject(new Error('refused'));
      request.onblocked = () => reject(new Error('refused'));
      request.onsuccess = () => {
        request.result.close();
        indexedDB.deleteDatabase(request.result.name);
        resolve(length);
      };
    }),
  networks: () => caches.keys(),
};

/** In a sentence, what is not kept; null where everything can be. */
export async function refusedWords(from: Stores = stores): Promise<string | null> {
  const lost: string[] = [];
  for (const name of Object.keys(OF) as (keyof typeof OF)[])
    try {
      await from[name]();
    } catch {
      lost.push(OF[name]);
    }
  if (lost.length === 0) return null;
  const last = lost.pop();
  return `This browser refuses storage to this page. Not kept: ${[...lost, ''].join('; ')}${last}. Until the tab is closed everything works.`;
}
