import { expect, type Locator, type Page, test } from '@playwright/test';
import { PNG } from 'pngjs';
import { AppPage } from './app-page.ts';

/** Where the focus is: its name, its place on the page, px, and whether it stands in the column of controls. */
interface Stop {
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly column: boolean;
}

const focused = (page: Page): Promise<Stop | null> =>
  page.evaluate(async () => {
    // What slides into view when it has the focus is there a frame later.
    for (let frame = 0; frame < 2; frame++) await new Promise((next) => requestAnimationFrame(next));
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const name =
      (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40) || element.id;
    const column = element.closest('.controls') !== null;
    return { name, left, right, top: top + scrollY, bottom: bottom + scrollY, column };
  });

/** The window around the element that has the focus, as pixels. */
async function surroundings(page: Page, { left, right, top, bottom }: Stop): Promise<Buffer> {
  const { scroll, width, height } = await page.evaluate(() => ({
    scroll: scrollY,
    width: innerWidth,
    height: innerHeight,
  }));
  const [x, y] = [Math.max(0, left - 8), Math.max(0, top - scroll - 8)];
  const clip = {
    x,
    y,
    width: Math.max(1, Math.min(width, right + 8) - x),
    height: Math.max(1, Math.min(height, bottom - scroll + 8) - y),
  };
  return PNG.sync.read(await page.screenshot({ clip })).data;
}

test('the focus is seen at every stop, and goes in reading order', async ({ page }) => {
  test.setTimeout(300_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const app = new AppPage(page);
  await app.open({ backend: 'wasm' });
  const stops: Stop[] = [];
  for (let i = 0; i < 150; i++) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (stop === null) break;
    const lit = await surroundings(page, stop);
    // The next Tab goes on from the element that lost the focus.
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    const plain = await surroundings(page, stop);
    let changed = 0;
    for (let at = 0; at < lit.length; at += 4)
      if ([0, 1, 2].some((c) => Math.abs(lit[at + c]! - (plain[at + c] ?? 0)) > 32)) changed++;
    expect.soft(changed, `pixels by which the focus on “${stop.name}” is seen`).toBeGreaterThan(40);
    stops.push(stop);
  }
  const names = stops.map(({ name }) => name).join('|');
  for (const name of [
    'Skip to the result',
    'Map of image A',
    'Map of image B',
    'Swap',
    'Export data',
    'Copy link',
  ])
    expect(names).toContain(name);
  // A stop is beside or below the one before it; the column beside the stage has an order of its own.
  for (const [i, stop] of stops.entries()) {
    const before = stops[i - 1];
    if (!before || stop.column !== before.column) continue;
    const backwards = stop.bottom <= before.top && stop.left < before.right;
    expect.soft(backwards, `“${stop.name}” stands above “${before.name}” and comes after it`).toBe(false);
  }
});

/** Presses Tab until this has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let i = 0; i < 150; i++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab never came to ${String(target)}`);
}

test('a pair is chosen, explained otherwise, read, and taken away by keyboard alone', async ({ page }) => {
  test.setTimeout(300_000);
  const app = new AppPage(page);
  await app.open({ backend: 'wasm' });
  const { keyboard } = page;
  const card = page.locator('.sample-card').nth(2);
  await tabTo(page, card);
  await app.afterNextResult(() => keyboard.press('Enter'));
  await expect(card).toHaveAttribute('aria-pressed', 'true');

  // Round the end of the page to the controls.
  const metric = page.getByRole('radiogroup', { name: 'Metric', exact: true });
  await tabTo(page, metric.getByRole('radio', { name: 'Cosine' }));
  await app.afterNextResult(() => keyboard.press('ArrowRight'));
  await expect(metric.getByRole('radio', { name: 'Euclidean' })).toBeChecked();
  const layer = page.getByRole('combobox', { name: 'Layer', exact: true });
  const last = await layer.inputValue();
  await tabTo(page, layer);
  await app.afterNextResult(() => keyboard.press('ArrowUp'));
  expect(await layer.inputValue()).not.toBe(last);

  await tabTo(page, page.getByRole('img', { name: 'Map of image B' }));
  await keyboard.press('ArrowLeft');
  await keyboard.press('Enter');
  await expect(page.locator('.readout')).toContainText(/of image B.*pinned/);
  for (const name of ['Export data', 'Export figure']) {
    await tabTo(page, page.getByRole('button', { name, exact: true }));
    const [download] = await Promise.all([page.waitForEvent('download'), keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toMatch(/euclidean/);
  }
  const panel = page.getByRole('tab').nth(0);
  await tabTo(page, panel);
  await keyboard.press('End');
  await keyboard.press('Enter');
  await expect(page.getByRole('tabpanel')).toBeVisible();
  expect(app.problems).toEqual([]);
});
