import { short } from './report.mjs';
import { rowOf } from './row.mjs';
import { summary } from './statistics.mjs';
import { startUnwatched } from './unwatched-browser.mjs';
import { watchPaint } from './watch-paint.mjs';

/**
 * A first visit with an empty profile, then a second one: page opened → sample pair explained and painted, with
 * where the time went. The parts overlap in truth; each ends where the next is what one waits for.
 *
 * @param {string} origin
 * @param {{ model: string, size: number, backend: string | null }} what backend null: as the page chooses by itself,
 *   the search for a graphics device included
 * @param {number} rounds
 * @returns {Promise<import('./row.mjs').Row[]>}
 */
export async function measureVisits(origin, { model, size, backend }, rounds) {
  const query = new URLSearchParams({ model, size: String(size), ...(backend && { backend }) });
  const cold = [];
  const warm = [];
  for (let i = 0; i < rounds; i++) {
    const seen = await twoVisits(`${origin}/site/?${query}`);
    cold.push(seen.cold);
    warm.push(seen.warm);
  }
  const where = { model, size, backend: cold[0].backend };
  const chosen = backend ? '' : 'backend chosen by the page; ';
  const split = (visits) =>
    ['scripts', 'weights', 'compile', 'forward', 'paint']
      .map((name) => `${name} ${short(summary(visits.map((v) => v[name])).value)}`)
      .join(', ');
  const total = (id, visits) =>
    rowOf(
      id,
      where,
      'ms',
      visits.map((v) => v.total),
      { note: chosen + split(visits) },
    );
  const longest = cold.map((v) => Math.max(0, ...v.longTasks));
  return [
    total('cold-ms', cold),
    total('warm-visit-ms', warm),
    rowOf('cold-longest-task-ms', where, 'ms', longest, {
      note: `${chosen}main thread, page opened → painted; 0: none over 50 ms`,
    }),
  ];
}

async function twoVisits(url) {
  const browser = await startUnwatched();
  try {
    return { cold: await visit(browser, url, true), warm: await visit(browser, url, false) };
  } finally {
    await browser.end();
  }
}

/** @param {boolean} settle waits until the page says that everything is stored for the next visit */
async function visit(browser, url, settle) {
  const page = await browser.open(url, watchPaint);
  await page.until(() => window.timeline.painted !== null);
  const seen = await page.evaluate(() => {
    const { job, painted, longTasks } = window.timeline;
    const when = (state) => job.find((entry) => entry.job === state)?.at ?? 0;
    const weights = performance.getEntriesByType('resource').filter((e) => e.name.includes('/models/'));
    return {
      backend: document.querySelector('main').dataset.backend,
      scripts: when('idle') || job[0].at,
      weights: Math.max(0, ...weights.map((e) => e.responseEnd)),
      running: when('running'),
      done: when('done'),
      painted,
      longTasks: longTasks.filter((t) => t.start < painted).map((t) => t.duration),
    };
  });
  if (settle) await page.until(() => document.body.innerText.includes('Ready offline.'));
  await page.close();
  const marks = [seen.scripts, Math.max(seen.weights, seen.scripts), seen.running, seen.done, seen.painted];
  let last = 0;
  const [scripts, weights, compile, forward, paint] = marks.map((mark) => {
    const part = Math.max(0, mark - last);
    last = Math.max(last, mark);
    return part;
  });
  const { backend, longTasks } = seen;
  return { backend, total: seen.painted, scripts, weights, compile, forward, paint, longTasks };
}
