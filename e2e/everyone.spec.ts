import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { AppPage } from './app-page.ts';
import { FAULTY_FILES } from './faulty-files.ts';

/** Everything axe knows of WCAG 2.2 A and AA and its best practices; in the dark, what the dark can change. */
async function findings(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    // Colours that are still changing are nobody's contrast.
    await page.evaluate(() =>
      Promise.all(
        document
          .getAnimations()
          .map((each) =>
            Promise.race([each.finished.catch(() => undefined), new Promise((r) => setTimeout(r, 500))]),
          ),
      ),
    );
    const axe = new AxeBuilder({ page });
    if (colorScheme === 'dark') axe.withRules(['color-contrast']);
    else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
    let { violations } = await axe.analyze();
    if (violations.length > 0) {
      // A colour on its way from light to dark is neither; one that stays is a finding.
      await page.waitForTimeout(1000);
      ({ violations } = await axe.analyze());
    }
    for (const { id, nodes } of violations)
      for (const { target, failureSummary } of nodes)
        found.push(`${colorScheme} ${id}: ${target.join(' ')}: ${failureSummary?.split('\n').at(-1) ?? ''}`);
  }
  return found;
}

const SCREENS = [
  { name: '1360×900', viewport: { width: 1360, height: 900 } },
  { name: '360×740', viewport: { width: 360, height: 740 } },
];

for (const { name, viewport } of SCREENS)
  test(`axe finds nothing in any state, light and dark: ${name}`, async ({ page }) => {
    test.setTimeout(600_000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize(viewport);
    const app = new AppPage(page);
    const check = async (state: string) => expect.soft(await findings(page), state).toEqual([]);

    // Empty, then loading: neither samples nor weights come.
    const stuck = /\/(samples|models)\//;
    let free: () => void = () => undefined;
    const freed = new Promise<void>((resolve) => {
      free = resolve;
    });
    await page.route(stuck, async (route) => {
      await freed;
      await route.continue();
    });
    await page.goto('./?backend=wasm');
    await expect(app.main).toHaveAttribute('data-job', /idle|loading/);
    await check('before anything came');
    free();
    await app.done();
    await check('done');

    for (const summary of await page.locator('.controls summary').all())
      if (!(await summary.locator('..').evaluate((details) => (details as HTMLDetailsElement).open)))
        await summary.click();
    await check('controls open');
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await expect(page.getByRole('tabpanel')).toBeVisible();
      await expect(page.getByText('Loading…')).toHaveCount(0);
      await check(`panel ${await tab.textContent()}`);
    }
    for (const dialog of ['Keys', 'About']) {
      await page.getByRole('button', { name: dialog, exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await check(`dialog ${dialog}`);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    await app.setFiles({ a: FAULTY_FILES[0]!.file });
    await expect(page.getByRole('alert')).toBeVisible();
    await check('a file refused');
    await app.choose('Method', 'occlusion');
    await expect(app.main).toHaveAttribute('data-job', 'running');
    await check('running');
    await app.done();
    await page.unroute(stuck);
    await page.route('**/models/faces/*', (route) => route.fulfill({ status: 404 }));
    await app.choose('Model', 'faces');
    await expect(app.main).toHaveAttribute('data-job', 'failed');
    await check('failed');
    // Nothing is wider than the screen.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      viewport.width,
    );
  });

test('everything can be reached and done by keyboard, in reading order, and the focus is seen', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open();
  const seen: { name: string; top: number; left: number; column: boolean }[] = [];
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const shown = [element, element.nextElementSibling, element.parentElement].some((each) => {
        if (!each) return false;
        const { outlineStyle, boxShadow } = getComputedStyle(each);
        return outlineStyle !== 'none' || boxShadow !== 'none';
      });
      return {
        name:
          (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40) || element.id,
        top: box.top + scrollY,
        left: box.left,
        column: element.closest('.controls') !== null,
        shown: shown || style.outlineStyle !== 'none',
      };
    });
    if (stop === null) break;
    expect(stop.shown, `the focus on “${stop.name}” can be seen`).toBe(true);
    seen.push(stop);
  }
  const names = seen.map(({ name }) => name).join('|');
  for (const name of [
    'Skip to the result',
    'Map of image A',
    'Map of image B',
    'Swap',
    'Export data',
    'Copy link',
  ])
    expect(names).toContain(name);
  // Reading order: a stop is not far above the one before, the column beside the stage apart.
  for (const [i, stop] of seen.entries()) {
    const before = seen[i - 1];
    if (before && stop.column === before.column)
      expect(stop.top, `“${stop.name}” after “${before.name}”`).toBeGreaterThan(before.top - 260);
  }
});

test('? lists every key; results are announced; canvases have words; a held space shows the raw image', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await expect(dialog).toContainText('Swap the two images');
  await page.keyboard.press('Escape');
  await app.afterNextResult(() => page.keyboard.press('m'));
  await expect(page.locator('[role=status]', { hasText: /^Final similarity .*Euclidean/ })).toHaveCount(1);

  const canvas = page.getByRole('img', { name: 'Map of image A' });
  await expect(canvas).toHaveAccessibleDescription(/Final similarity|strongest/i);
  await canvas.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.readout')).toContainText(/Row \d+, column \d+ of image A/);
  await canvas.blur();
  const withMap = await app.picture('A');
  await canvas.focus();
  await page.keyboard.down(' ');
  await expect.poll(() => app.picture('A')).not.toBe(withMap);
  await page.keyboard.up(' ');
  await expect.poll(() => app.picture('A')).toBe(withMap);

  const before = [await app.picture('A'), await app.picture('B')];
  await app.afterNextResult(() => page.keyboard.press('x'));
  await app.afterNextResult(() => page.keyboard.press('u'));
  await expect.poll(async () => [await app.picture('A'), await app.picture('B')]).toEqual(before);
});

test('reduced motion: nothing moves', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const app = new AppPage(page);
  await app.open();
  await app.choose('Method', 'occlusion');
  const longest = await page.evaluate(() =>
    Math.max(0, ...document.getAnimations().map((each) => Number(each.effect?.getTiming().duration ?? 0))),
  );
  expect(longest).toBeLessThan(50);
});
