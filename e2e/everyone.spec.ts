import { expect, type Locator, type Page, test } from '@playwright/test';
import { actionsWith } from '../src/app/actions.ts';
import { GESTURES } from '../src/ui/stage/gestures.ts';
import { AppPage } from './app-page.ts';

test('? lists every key; results are announced; canvases have words; a held space shows the raw image', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  const panels = await page
    .getByRole('tab', { includeHidden: true })
    .evaluateAll((tabs) => tabs.map((tab) => ({ id: tab.id.replace('tab-', ''), label: tab.textContent })));
  expect(panels.length).toBeGreaterThan(5);
  for (const { label } of [...actionsWith(panels), ...GESTURES]) await expect(dialog).toContainText(label);
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

/** The longest animation or transition seen while a progress bar moves and a control is pressed, ms. */
async function longestMotion(page: Page, reducedMotion: 'reduce' | 'no-preference'): Promise<number> {
  await page.emulateMedia({ reducedMotion });
  const app = new AppPage(page);
  await app.open({ backend: 'wasm' });
  await page.evaluate(() => {
    const state = window as unknown as { longest: number };
    state.longest = 0;
    const look = () => {
      for (const { effect } of document.getAnimations()) {
        const { duration, iterations } = effect!.getComputedTiming();
        state.longest = Math.max(state.longest, Number(duration) * Math.min(iterations ?? 1, 10));
      }
      requestAnimationFrame(look);
    };
    look();
  });
  await app.choose('Method', 'occlusion');
  await page.locator('.sample-card').nth(1).hover();
  await app.done();
  return page.evaluate(() => (window as unknown as { longest: number }).longest);
}

test('what moves holds still for those who asked for less motion', async ({ page }) => {
  expect(await longestMotion(page, 'no-preference')).toBeGreaterThan(100);
  expect(await longestMotion(page, 'reduce')).toBeLessThan(50);
});

test('on a phone the result, the metric and the layer are within two screens, and every target is large enough', async ({
  page,
}) => {
  const screen = { width: 360, height: 740 };
  await page.setViewportSize(screen);
  const app = new AppPage(page);
  await app.open();
  const reach = async (what: string, place: Locator) => {
    const { y, height } = (await place.boundingBox())!;
    const scrolled = await page.evaluate(() => scrollY);
    expect(y + height + scrolled, what).toBeLessThanOrEqual(2 * screen.height);
  };
  await reach('the score', app.similarity);
  const folded = page.locator('.controls details:not([open]) > summary');
  await reach('the controls', folded.first());
  while ((await folded.count()) > 0) await folded.first().click();
  await reach('the metric', page.getByRole('radiogroup', { name: 'Metric', exact: true }));
  await reach('the layer', page.getByRole('combobox', { name: 'Layer', exact: true }));

  await page.getByRole('tab').first().click();
  const small = await page.evaluate(() => {
    const targets = [
      ...document.querySelectorAll('button, a[href], input, select, summary, [role=tab], [role=slider]'),
    ];
    return targets.flatMap((each) => {
      // What is pressed is the label where there is one; a link in a line of text may be as high as the line.
      const pressed = (each instanceof HTMLInputElement && each.closest('label')) || each;
      if (!pressed.checkVisibility({ visibilityProperty: true }) || pressed.closest('.skip, p')) return [];
      const { width, height } = pressed.getBoundingClientRect();
      if (width === 0 || (width >= 24 && height >= 24)) return [];
      return [
        `${pressed.tagName} “${pressed.textContent.slice(0, 30)}” ${width.toFixed(0)}×${height.toFixed(0)}`,
      ];
    });
  });
  expect(small).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(screen.width);
});

test('passing words go by themselves, not while they are pointed at; the same again is said again', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-write']);
  await page.clock.install();
  const app = new AppPage(page);
  await app.open();
  const copy = page.getByRole('button', { name: 'Copy link', exact: true });
  const words = page.locator('.notice');
  await copy.click();
  await expect(words).toContainText('Link copied.');
  const first = await words.elementHandle();
  await copy.click();
  // A live region speaks of what is put into it, not of what stays there.
  const same = () => first.evaluate((element) => element.isConnected);
  await expect.poll(same, { timeout: 3000 }).toBe(false);
  await words.hover();
  await page.clock.runFor(20_000);
  await expect(words).toBeVisible();
  await page.mouse.move(0, 0);
  await page.clock.runFor(7_000);
  await expect(words).toHaveCount(0);
});

test('the brackets act where AltGr types them', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const layer = (await app.address()).get('layer');
  await app.afterNextResult(() =>
    page.evaluate(() =>
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', {
          key: '[',
          ctrlKey: true,
          altKey: true,
          modifierAltGraph: true,
          bubbles: true,
          cancelable: true,
        }),
      ),
    ),
  );
  await expect.poll(async () => (await app.address()).get('layer')).not.toBe(layer);
});
