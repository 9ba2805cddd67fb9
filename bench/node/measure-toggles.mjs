import { quantile } from './statistics.mjs';
import { watchPaint } from './watch-paint.mjs';

/** One control after the other; every step changes the map and needs no forward pass. */
const STEPS = [
  ['Metric', 'Euclidean'],
  ['Explain', "This layer's similarity"],
  ['CIS', 'normalized'],
  ['Metric', 'Cosine'],
  ['CIS', 'gradient'],
  ['Explain', 'Final similarity'],
  ['CIS', 'contribution'],
  ['Method', 'decomposition'],
  ['Method', 'grad-cam'],
  ['Explain', 'Final similarity'],
  ['Method', 'layer-cam'],
  ['Metric', 'Euclidean'],
  ['Method', 'mean-activation'],
  ['Method', 'sfam'],
  ['Metric', 'Cosine'],
];

/**
 * Control changed → both new maps painted, through the real interface of the built site.
 *
 * @param {import('@playwright/test').BrowserContext} browser started without a limit to its frame rate, so that
 *   the wait for the screen's next refresh, which is no cost of ours, is not in the number
 * @param {string} origin
 * @param {{ model: string, size: number, backend: string, layer: string, cycles: number }} what
 * @returns {Promise<{ p95: number, median: number, times: number[], longTasks: number[] }>}
 */
export async function measureToggles(browser, origin, { model, size, backend, layer, cycles }) {
  const page = await browser.newPage();
  await page.addInitScript(watchPaint);
  const query = new URLSearchParams({ model, size: String(size), backend, layer });
  await page.goto(`${origin}/site/?${query}`);
  await page.locator('main[data-job=done]').waitFor();
  await page.waitForTimeout(500);
  const times = await page.evaluate(runToggles, { steps: STEPS, cycles });
  await page.close();
  const { first, later, longTasks } = times;
  return { first, later, longTasks, p95: quantile(later, 0.95) };
}

/** Runs in the page. */
async function runToggles({ steps, cycles }) {
  const main = document.querySelector('main');
  const begun = performance.now();
  const labelled = (label) => [...document.querySelectorAll('label')].find((l) => l.textContent === label);
  /** The act that changes the control, or null where it stands there already (a method may fix the scope). */
  const act = (group, option) => {
    const select = labelled(group)?.control;
    if (select) {
      if (select.value === option) return null;
      return () => {
        Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(select, option);
        if (select.value !== option) throw new Error(`${group} has no option ${option}`);
        select.dispatchEvent(new Event('change', { bubbles: true }));
      };
    }
    const radios = [...document.querySelectorAll('[role=radiogroup]')].find(
      (g) => document.getElementById(g.getAttribute('aria-labelledby'))?.textContent === group,
    );
    const radio = [...radios.querySelectorAll('label')].find((l) => l.textContent === option).control;
    return radio.checked ? null : () => radio.click();
  };
  const first = [];
  const later = [];
  for (let cycle = 0; cycle <= cycles; cycle++)
    for (const [group, option] of steps) {
      const change = act(group, option);
      if (change === null) continue;
      const painted = window.timeline.nextPaint();
      const at = performance.now();
      change();
      const timeout = new Promise((_, reject) =>
        setTimeout(
          () =>
            reject(
              new Error(
                `${group} ${option}: nothing painted; ${JSON.stringify(main.dataset)} ${location.search}`,
              ),
            ),
          20_000,
        ),
      );
      (cycle === 0 ? first : later).push((await Promise.race([painted, timeout])) - at);
      if (main.dataset.forwarded !== '0') throw new Error(`${group} ${option}: a forward pass ran`);
      // A person looks at the map before the next change; what is still to do in idle time is done by then.
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  const longTasks = window.timeline.longTasks.filter((t) => t.start > begun).map((t) => t.duration);
  return { first, later, longTasks };
}
