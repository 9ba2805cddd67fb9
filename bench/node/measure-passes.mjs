import { spawn } from 'node:child_process';
import { load } from './machine.mjs';
import { rowOf } from './row.mjs';

/**
 * Forward passes, explanations and the plain way, side by side in one page.
 *
 * @param {import('@playwright/test').BrowserContext} browser
 * @param {string} origin
 * @param {{ model: string, size: number, backend: string, rounds: number }} what
 * @returns {Promise<{ rows: import('./row.mjs').Row[], loads: number[], detail: string }>}
 */
export async function measurePasses(browser, origin, { model, size, backend, rounds }) {
  const page = await browser.newPage();
  await page.goto(`${origin}/probe/passes.html`);
  const info = await page.evaluate(
    async ([site, unfused, m, s, b]) => {
      window.session = window.openSession(site, m, s, b);
      return window.session.open(unfused);
    },
    [`${origin}/site/`, `${origin}/unfused/${model}/`, model, size, backend],
  );
  if (!(info.difference < 1e-3))
    throw new Error(`${model} ${size}: our maps differ from the plain way's by ${info.difference}`);

  const loads = [];
  const collect = async (method, count) => {
    const taken = [];
    for (let i = 0; i < count; i++) {
      loads.push(load());
      taken.push(await page.evaluate((name) => window.session[name](), method));
    }
    return taken;
  };
  const passes = await collect('round', rounds);
  const masked = await collect('masked', Math.ceil(rounds / 2));
  const idle = info.workers > 1 ? await collect('oneAndTwo', rounds) : [];
  const busy = info.workers > 1 ? await underLoad(() => collect('oneAndTwo', rounds)) : [];
  await page.evaluate(() => window.session.close());
  await page.close();

  const where = { model, size, backend: info.backend };
  const row = (id, unit, values, note) => rowOf(id, where, unit, values, { note });
  const middle = `${info.middle}, ${info.cells}×${info.cells}`;
  const ratio = (id, values, note) => row(id, 'ratio', values, note);
  const rows = [
    row(
      'forward-ms',
      'ms',
      passes.map((r) => r.forward),
      'two images, one batch, one worker',
    ),
    ratio(
      'explain/forward',
      passes.map((r) => r.explain),
      'one worker',
    ),
    ratio(
      'middle-layer/forward',
      passes.map((r) => r.middle),
      `one worker, ${middle}`,
    ),
    ratio(
      'plain/ours',
      passes.map((r) => r.plain),
    ),
    ratio(
      'plain-loaded/ours',
      passes.map((r) => r.plainLoaded),
      'the plain way, with the model read once',
    ),
    ratio(
      'masked/forward',
      masked.map((r) => r.forward / r.masked),
      'one worker',
    ),
    row(
      'masked-per-second',
      '1/s',
      masked.map((r) => 1000 / r.masked),
      'one worker',
    ),
  ];
  if (info.workers > 1)
    rows.push(
      ratio(
        'explain-two-workers/forward',
        passes.map((r) => r.explainPaired),
        'as the app runs',
      ),
      ratio(
        'middle-two-workers/forward',
        passes.map((r) => r.middlePaired),
        `as the app runs, ${middle}`,
      ),
      ratio(
        'two-workers/one',
        idle.map((r) => r.two / r.one),
        'idle but for what else the machine did',
      ),
      ratio(
        'two-workers/one-loaded',
        busy.map((r) => r.two / r.one),
        'another process busy',
      ),
    );
  rows.push(
    ratio(
      'fused/unfused',
      passes.map((r) => 1 / r.unfused),
      'bare passes',
    ),
  );
  return { rows, loads, detail: info.detail };
}

/** With one other process that never rests. */
async function underLoad(work) {
  const child = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
  try {
    return await work();
  } finally {
    child.kill('SIGKILL');
  }
}
