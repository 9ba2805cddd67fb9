import type { CDPSession, Page } from '@playwright/test';

interface Reply {
  readonly id: number;
  readonly result: { readonly usedSize?: number };
}

/** Bytes of script memory of each of the page's workers, their garbage collected. */
async function workerHeaps(session: CDPSession): Promise<number[]> {
  const workers: string[] = [];
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') workers.push(sessionId);
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  let lastId = 0;
  const ask = (sessionId: string, method: string) =>
    new Promise<Reply['result']>((resolve) => {
      const id = ++lastId;
      session.on('Target.receivedMessageFromTarget', ({ message }) => {
        const reply = JSON.parse(message) as Reply;
        if (reply.id === id) resolve(reply.result);
      });
      void session.send('Target.sendMessageToTarget', {
        sessionId,
        message: JSON.stringify({ id, method }),
      });
    });
  return Promise.all(
    workers.map(async (sessionId) => {
      await ask(sessionId, 'HeapProfiler.collectGarbage');
      return (await ask(sessionId, 'Runtime.getHeapUsage')).usedSize ?? Number.NaN;
    }),
  );
}

/**
 * What is held once the garbage was collected: bytes of script memory of the page and of all its workers together,
 * DOM nodes, event listeners.
 */
export async function memory(
  page: Page,
): Promise<{ heap: number; workers: number; nodes: number; listeners: number }> {
  const session = await page.context().newCDPSession(page);
  const heaps = await workerHeaps(session);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return {
    heap: value('JSHeapUsedSize'),
    workers: heaps.reduce((sum, bytes) => sum + bytes, 0),
    nodes: value('Nodes'),
    listeners: value('JSEventListeners'),
  };
}
