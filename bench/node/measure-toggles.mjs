import { startBrowser } from './browser.mjs';
import { rowOf } from './row.mjs';
import { runToggles } from './run-toggles.mjs';
import { quantile } from './statistics.mjs';
import { MASKING, STEPS } from './toggle-steps.mjs';
import { watchPaint } from './watch-paint.mjs';

/**
 * Control changed → both new maps painted, through the real interface of the built site; and how long the main
 * thread was held up by that and by explaining new pictures.
 *
 * @param {string} origin
 * @param {{ model: string, size: number, backend: string }} where
 * @param {readonly { layer: string, note: string }[]} layers
 * @param {number} cycles through all steps, after a first one
 * @returns {Promise<import('./row.mjs').Row[]>}
 */
export async function measureToggles(origin, where, layers, cycles) {
  // Without a limit to the frame rate, so that the wait for the screen's next refresh, which is no cost of ours, is
  // not in the number.
  const browser = await startBrowser(['--disable-frame-rate-limit', '--disable-gpu-vsync']);
  try {
    const rows = [];
    const held = [];
    for (const { layer, note } of layers) {
      const query = new URLSearchParams({ ...where, size: String(where.size), layer });
      await assertNoForward(browser, `${origin}/probe/app.html?${query}`);
      const { first, later, known, longTasks } = await onPage(browser, `${origin}/site/?${query}`, (page) =>
        page.evaluate(runToggles, { steps: STEPS, masking: MASKING, cycles }),
      );
      held.push(...longTasks);
      const p95 = { statistic: 'p95', value: quantile(later, 0.95), note };
      rows.push(
        rowOf('toggle-p95-ms', where, 'ms', later, p95),
        rowOf('toggle-first-ms', where, 'ms', first, {
          note: `${note}, first cycle: ${known} of ${first.length} made ahead or known`,
        }),
      );
    }
    const explaining = await onPage(browser, `${origin}/site/?${new URLSearchParams(where)}`, explainSamples);
    const longest = (tasks, note) =>
      rowOf('longest-task-ms', where, 'ms', tasks.length > 0 ? tasks : [0], {
        statistic: 'maximum',
        value: Math.max(0, ...tasks),
        note: `main thread, ${note}; 0: none over 50 ms`,
      });
    return [
      ...rows,
      longest(held, 'during the toggles'),
      longest(explaining, 'while explaining new pictures'),
    ];
  } finally {
    await browser.end();
  }
}

async function onPage(browser, url, work) {
  const page = await browser.newPage();
  await page.addInitScript(watchPaint);
  await page.goto(url);
  await page.locator('main[data-job=done]').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(500);
  const found = await work(page);
  await page.close();
  return found;
}

/** The same steps where the engine can be asked: whatever a map does inside, no image may go through the network. */
async function assertNoForward(browser, url) {
  await onPage(browser, url, async (page) => {
    const before = await page.evaluate(() => window.forwards());
    await page.evaluate(runToggles, { steps: STEPS, masking: MASKING, cycles: 0 });
    const ran = (await page.evaluate(() => window.forwards())) - before;
    if (ran !== 0) throw new Error(`${ran} images went through the network during the toggles`);
  });
}

/** Every sample pair in turn; the long tasks meanwhile. */
async function explainSamples(page) {
  const begun = await page.evaluate(() => performance.now());
  const cards = page.locator('.sample-card');
  for (let i = 0; i < (await cards.count()); i++) {
    await cards.nth(i).click();
    await page.locator('main[data-job=done]').waitFor();
  }
  return page.evaluate(
    (from) => window.timeline.longTasks.filter((t) => t.start > from).map((t) => t.duration),
    begun,
  );
}
