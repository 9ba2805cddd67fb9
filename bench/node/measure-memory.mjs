import { median } from './statistics.mjs';

/**
 * Explanations of ever new pictures through the whole app: growth of the engine's tensors, and of what the
 * browser counts for the page and its workers, from after a warm-up to the end.
 *
 * @param {import('@playwright/test').BrowserContext} browser
 * @param {string} origin
 * @param {string} query
 * @param {number} count explanations
 */
export async function measureMemory(browser, origin, query, count) {
  const page = await browser.newPage();
  await page.goto(`${origin}/probe/memory.html?${query}`);
  await page.locator('main[data-job=done]').waitFor();
  const megabytes = () =>
    page.evaluate(async () => (await performance.measureUserAgentSpecificMemory()).bytes / 2 ** 20);
  const explain = (from, n) => page.evaluate(([f, c]) => window.explainMany(f, c), [from, n]);

  // Caches of a fixed size and undo fill up first; the growth is counted from there.
  const warmUp = Math.min(120, count);
  await explain(0, warmUp);
  const before = await megabytes();
  const { tensors, bytes } = await explain(warmUp, count);
  const after = await megabytes();
  await page.close();
  const tail = Math.max(1, Math.floor(count / 10));
  const growth = (values) => median(values.slice(-tail)) - median(values.slice(0, tail));
  return {
    tensors: growth(tensors),
    tensorMegabytes: growth(bytes) / 2 ** 20,
    heapMegabytes: after - before,
    heapBefore: before,
  };
}
