import type { Page } from '@playwright/test';

/**
 * What the page holds once its garbage was collected: bytes of script memory, of its workers too (with their garbage),
 * DOM nodes, event listeners.
 */
export async function memory(
  page: Page,
): Promise<{ heap: number; workers: number; nodes: number; listeners: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  const held = await Promise.all(
    page
      .workers()
      .map((worker) =>
        worker.evaluate(
          () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
        ),
      ),
  );
  return {
    heap: value('JSHeapUsedSize'),
    workers: held.reduce((sum, bytes) => sum + bytes, 0),
    nodes: value('Nodes'),
    listeners: value('JSEventListeners'),
  };
}
