import { join } from 'node:path';
import { startBrowser } from './browser.mjs';
import { FOLDERS } from './folders.mjs';
import { makePictures } from './make-pictures.mjs';
import { rowOf } from './row.mjs';

/** Pictures whose neighbours are asked for. */
const QUERIES = 12;

/**
 * A gallery of generated pictures in the whole app: how many are embedded a second, how long the main thread is held
 * up while they are read, embedded, scrolled through and ranked, how much memory the page and its workers then take,
 * and how long a click waits for its neighbours to be painted.
 *
 * @param {string} origin
 * @param {{ model: string, size: number, backend: string }} where
 * @param {number} count pictures
 * @returns {Promise<import('./row.mjs').Row[]>}
 */
export async function measureGallery(origin, where, count) {
  const folder = join(FOLDERS.root, `node_modules/.cache/bench/pictures-${count}`);
  makePictures(folder, count);
  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    await page.addInitScript(() => {
      window.longTasks = [];
      new PerformanceObserver((list) => {
        for (const { startTime, duration } of list.getEntries()) window.longTasks.push([startTime, duration]);
      }).observe({ type: 'longtask', buffered: true });
      // Before this the browser makes its list of the files, in one task that no page can cut.
      window.handed = 0;
      const note = () => {
        window.handed = performance.now();
      };
      addEventListener('change', note, true);
    });
    await page.goto(`${origin}/probe/app.html?${new URLSearchParams({ ...where, against: 'none' })}`);
    await page.locator('main[data-job=done]').waitFor({ timeout: 120_000 });
    await page.getByRole('tab', { name: 'Gallery' }).click();
    const input = page.getByLabel('Gallery folder');
    await input.waitFor({ state: 'attached' });
    await page.evaluate(() => {
      window.longTasks.splice(0);
      window.handed = 0;
    });
    await input.setInputFiles(folder);
    // Of what the status says first, the reading of the files is no part.
    const embedded = (n) =>
      page.waitForFunction(
        ([least]) => {
          const words = document.querySelector('[aria-label="Gallery status"]')?.textContent ?? '';
          return Number(/^(\d+) of/.exec(words)?.[1] ?? 0) >= least;
        },
        [n],
        { timeout: 3_600_000, polling: 50 },
      );
    await embedded(1);
    const [began, first] = await page.evaluate(() => [
      performance.now(),
      Number(/^\d+/.exec(document.querySelector('[aria-label="Gallery status"]').textContent)[0]),
    ]);
    await embedded(count);
    const ended = await page.evaluate(() => performance.now());
    const perSecond = (count - first) / ((ended - began) / 1000);

    // From top to bottom, a screen at a time.
    await page.evaluate(async () => {
      const grid = document.querySelector('.gallery-grid');
      for (let top = 0; top < grid.scrollHeight; top += Math.max(300, grid.scrollHeight / 60)) {
        grid.scrollTop = top;
        await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
      }
      grid.scrollTop = 0;
    });
    const ranks = [];
    for (let i = 0; i < QUERIES; i++) {
      const took = await page.evaluate(async (order) => {
        const cells = document.querySelectorAll('.gallery-cell');
        const cell = cells[order % cells.length];
        const start = performance.now();
        cell.click();
        const name = cell.getAttribute('aria-label').replace(/^.*\//, '');
        const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        do await painted();
        while (
          !document.querySelector('.nearest h3')?.textContent.endsWith(name) &&
          performance.now() < start + 60_000
        );
        return performance.now() - start;
      }, i);
      ranks.push(took);
    }
    const [handing, held] = await page.evaluate(() => {
      const ends = window.longTasks.map(([start, duration]) => [start, start + duration]);
      const browsers = ends.filter(([start]) => start < window.handed);
      return [
        Math.max(0, ...browsers.map(([start]) => window.handed - start)),
        ends.map(([start, end]) => end - Math.max(start, window.handed)).filter((task) => task >= 50),
      ];
    });
    const megabytes = await page.evaluate(
      async () => (await performance.measureUserAgentSpecificMemory()).bytes / 2 ** 20,
    );
    const note = `${count} generated pictures of 64×64`;
    return [
      { ...rowOf('gallery-images-per-second', where, '1/s', [perSecond], { note }), statistic: 'mean' },
      rowOf('gallery-longest-task-ms', where, 'ms', held.length > 0 ? held : [0], {
        statistic: 'maximum',
        value: Math.max(0, ...held),
        note: `${note}; read, embedded, scrolled, ranked; 0: none over 50 ms; before them the browser took ${Math.round(handing)} ms to hand the files over`,
      }),
      {
        ...rowOf('gallery-heap-mb', where, 'MiB', [megabytes], { note: `${note}; page and workers` }),
        statistic: 'at the end',
      },
      rowOf('rank-ms', where, 'ms', ranks, { note: `${note}; click → neighbours painted` }),
    ];
  } finally {
    await browser.end();
  }
}
