/**
 * A worker's first import. The page's Content-Security-Policy forbids any other site, but a worker takes its policy
 * from the headers it came with, and many hosts send none: nothing would guard the pixels there. So the worker gives
 * up the ways to another origin that its own code or a library could call (`import()` is no function and stays).
 */
const fetchAnything = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const { origin, protocol } = new URL(input instanceof Request ? input.url : String(input), location.href);
  if (origin !== location.origin && protocol !== 'data:')
    throw new TypeError(`semblance does not contact ${origin}`);
  return fetchAnything(input, init);
};

// Nothing here needs these. (`importScripts` throws in module workers by itself, and Emscripten looks for it.)
for (const name of [
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'Worker',
  'SharedWorker',
])
  if (name in globalThis) Object.defineProperty(globalThis, name, { value: undefined });
for (const name of ['add', 'addAll'])
  if (typeof Cache !== 'undefined') Object.defineProperty(Cache.prototype, name, { value: undefined });
