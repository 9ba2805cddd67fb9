import { startBrowser } from './browser.mjs';
import { watchPaint } from './watch-paint.mjs';

/**
 * A first visit with an empty profile, then a second one: page opened → sample pair explained and painted, with
 * where the time went. The parts overlap in truth; each ends where the next is what one waits for.
 *
 * @param {string} origin
 * @param {string} query
 */
export async function measureVisits(origin, query) {
  const browser = await startBrowser();
  try {
    const cold = await visit(browser, `${origin}/site/?${query}`);
    // The caches are written behind the answer's back; a second visit does not come in the same second.
    await new Promise((resolve) => setTimeout(resolve, 4000));
    const warm = await visit(browser, `${origin}/site/?${query}`);
    return { cold, warm };
  } finally {
    await browser.end();
  }
}

async function visit(browser, url) {
  const page = await browser.newPage();
  await page.addInitScript(watchPaint);
  await page.goto(url);
  await page.waitForFunction(() => window.timeline.painted !== null, null, { timeout: 60_000 });
  const seen = await page.evaluate(() => {
    const { job, painted, longTasks } = window.timeline;
    const when = (state) => job.find((entry) => entry.job === state)?.at ?? 0;
    const weights = performance.getEntriesByType('resource').filter((e) => e.name.includes('/models/'));
    return {
      scripts: when('idle') || job[0].at,
      weights: Math.max(0, ...weights.map((e) => e.responseEnd)),
      running: when('running'),
      done: when('done'),
      painted,
      longTasks: longTasks.filter((t) => t.start < painted).map((t) => t.duration),
    };
  });
  await page.close();
  const marks = [seen.scripts, Math.max(seen.weights, seen.scripts), seen.running, seen.done, seen.painted];
  let last = 0;
  const [scripts, weights, compile, forward, paint] = marks.map((mark) => {
    const part = Math.max(0, mark - last);
    last = Math.max(last, mark);
    return part;
  });
  return { total: seen.painted, scripts, weights, compile, forward, paint, longTasks: seen.longTasks };
}
