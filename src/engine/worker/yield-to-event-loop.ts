/**
 * Lets messages in: a `cancel` that arrived meanwhile is handled before the next line runs. On the wasm and cpu
 * backends `await tensor.data()` is not enough, since its promise resolves without going through the event loop.
 */
export function yieldToEventLoop(): Promise<void> {
  // A message takes its turn at once; a nested timer would wait 4 ms each time.
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
