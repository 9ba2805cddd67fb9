import { startBrowser } from './browser.mjs';
import { short } from './report.mjs';
import { rowOf } from './row.mjs';
import { median } from './statistics.mjs';

/**
 * Explanations of ever new pictures through the whole app: growth of the engine's tensors, and of what the
 * browser counts for the page and its workers, from after a warm-up to the end.
 *
 * @param {string} origin
 * @param {{ model: string, size: number, backend: string }} where
 * @param {number} count explanations
 * @returns {Promise<import('./row.mjs').Row[]>}
 */
export async function measureMemory(origin, where, count) {
  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`${origin}/probe/app.html?${new URLSearchParams(where)}`);
    await page.locator('main[data-job=done]').waitFor({ timeout: 60_000 });
    const megabytes = () =>
      page.evaluate(async () => (await performance.measureUserAgentSpecificMemory()).bytes / 2 ** 20);
    const explain = (from, n) => page.evaluate(([f, c]) => window.explainMany(f, c), [from, n]);

    // Caches of a fixed size and undo fill up first; the growth is counted from there.
    const warmUp = Math.min(120, count);
    await explain(0, warmUp);
    const before = await megabytes();
    const { tensors, bytes } = await explain(warmUp, count);
    const after = await megabytes();
    const tail = Math.max(1, Math.floor(count / 10));
    const growth = (values) => median(values.slice(-tail)) - median(values.slice(0, tail));
    const note = `over ${count} explanations of new pictures`;
    const row = (id, unit, value, more = '') => ({
      ...rowOf(id, where, unit, [value], { note: note + more }),
      statistic: 'difference',
    });
    return [
      row('tensors-growth', 'tensors', growth(tensors)),
      row('tensor-bytes-growth-mb', 'MiB', growth(bytes) / 2 ** 20),
      row(
        'heap-growth-mb',
        'MiB',
        after - before,
        `; page and workers, ${short(before)} MiB before, ${short(after)} after`,
      ),
    ];
  } finally {
    await browser.end();
  }
}
