import { expect, type Locator, type Page, test } from '@playwright/test';
import { AppPage } from './app-page.ts';
import { axeFindings } from './axe-findings.ts';

const zoomOf = (page: Page) => page.getByRole('status', { name: 'Zoom', exact: true });
const canvas = (page: Page, slot: 'A' | 'B') => page.getByRole('img', { name: `Map of image ${slot}` });
const readout = (page: Page) => page.locator('.readout');

async function at(target: Locator, u: number, v: number): Promise<{ x: number; y: number }> {
  const box = (await target.boundingBox())!;
  return { x: box.x + u * box.width, y: box.y + v * box.height };
}

async function ctrlWheel(page: Page, deltaY: number): Promise<void> {
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, deltaY);
  await page.keyboard.up('Control');
}

/** Colour of one pixel of a canvas, at a share of its width and height. */
const pixel = (target: Locator, u: number, v: number): Promise<number[]> =>
  target.evaluate(
    (element, [x, y]) => {
      const { width, height } = element as HTMLCanvasElement;
      const context = (element as HTMLCanvasElement).getContext('2d')!;
      return [...context.getImageData(Math.floor(x! * width), Math.floor(y! * height), 1, 1).data];
    },
    [u, v],
  );

const far = (p: readonly number[], q: readonly number[]): number =>
  Math.max(...p.map((value, i) => Math.abs(value - q[i]!)));

test('ctrl + wheel zooms both images about the pointer; the cell under it stays, and so does the page', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open({ cells: 'cells', opacity: '1' });
  // What is found of the map a moment later may move the pictures by a line.
  await expect(page.getByRole('status', { name: 'What may be believed' })).not.toContainText('Looking');
  const before = [await app.picture('A'), await app.picture('B')];
  const spot = await at(canvas(page, 'A'), 0.81, 0.36);
  await page.mouse.move(spot.x, spot.y);
  await expect(readout(page)).toHaveText(/^Row 3, column 6 of image A/);
  const words = (await readout(page).textContent())!;
  const color = await pixel(canvas(page, 'A'), 0.81, 0.36);

  for (let notch = 0; notch < 4; notch++) await ctrlWheel(page, -120);
  await expect(zoomOf(page)).toHaveText('384%');
  await page.mouse.move(spot.x + 1, spot.y);
  await page.mouse.move(spot.x, spot.y);
  await expect(readout(page)).toHaveText(words);
  // At full opacity the colour is the cell's own: the map was zoomed with the image, about the same point.
  expect(far(await pixel(canvas(page, 'A'), 0.81, 0.36), color)).toBeLessThan(8);
  expect(await app.picture('A')).not.toBe(before[0]);
  expect(await app.picture('B')).not.toBe(before[1]);
  expect(await page.evaluate(() => [scrollY, visualViewport!.scale, devicePixelRatio])).toEqual([0, 1, 1]);

  // The other pane shows the same region: the same place of the frame is the same cell.
  const other = await at(canvas(page, 'B'), 0.81, 0.36);
  await page.mouse.move(other.x, other.y);
  await expect(readout(page)).toHaveText(/^Row 3, column 6 of image B/);

  await page.mouse.move(0, 0);
  await page.getByRole('button', { name: 'Whole images' }).click();
  await expect.poll(async () => [await app.picture('A'), await app.picture('B')]).toEqual(before);
  await expect(app.main).toHaveAttribute('data-result', '1');
  expect(app.problems).toEqual([]);
});

test('the plain wheel scrolls the page over an image, zoomed or not', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const spot = await at(canvas(page, 'A'), 0.5, 0.5);
  await page.mouse.move(spot.x, spot.y);
  await ctrlWheel(page, -120);
  await expect(zoomOf(page)).toHaveText('140%');
  await page.mouse.wheel(0, 200);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
  await expect(zoomOf(page)).toHaveText('140%');
});

test('a drag moves both images and pins nothing; a double click zooms and pins nothing', async ({ page }) => {
  const app = new AppPage(page);
  await app.open({ cells: 'cells' });
  const spot = await at(canvas(page, 'B'), 0.5, 0.5);
  await page.mouse.dblclick(spot.x, spot.y);
  await expect(zoomOf(page)).toHaveText('200%');
  await expect(readout(page)).toHaveText(/^Row 4, column 4 of image B/);
  await expect(readout(page)).not.toContainText('pinned');
  const before = await app.picture('A');
  // A quarter of the frame at 200 % is an eighth of the image, nearly a column of seven.
  const box = (await canvas(page, 'B').boundingBox())!;
  await page.mouse.down();
  await page.mouse.move(spot.x + box.width / 8, spot.y, { steps: 4 });
  await page.mouse.move(spot.x + box.width / 4, spot.y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => app.picture('A')).not.toBe(before);
  await page.mouse.move(spot.x, spot.y);
  await expect(readout(page)).toHaveText(/^Row 4, column 3 of image B/);
  await expect(readout(page)).not.toContainText('pinned');
  // A plain click still pins.
  await page.mouse.click(spot.x, spot.y);
  await expect(readout(page)).toContainText('pinned');
});

test('zoom by keys and buttons; a crosshair moved by arrow keys stays in sight', async ({ page }) => {
  const app = new AppPage(page);
  await app.open({ cells: 'cells' });
  await page.keyboard.press('z');
  await expect(zoomOf(page)).toHaveText('150%');
  await page.keyboard.press('Shift+Z');
  await expect(zoomOf(page)).toHaveText('100%');
  for (let i = 0; i < 4; i++) await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect(zoomOf(page)).toHaveText('506%');
  await canvas(page, 'A').focus();
  const before = await app.picture('A');
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  await expect(readout(page)).toHaveText(/^Row 4, column 7/);
  // White of the outline somewhere on screen: the last column came into the frame.
  const outlined = () =>
    canvas(page, 'A').evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement;
      const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
      let white = 0;
      for (let i = 0; i < data.length; i += 4) if (data[i]! + data[i + 1]! + data[i + 2]! === 765) white++;
      return white;
    });
  await expect.poll(outlined).toBeGreaterThan(100);
  expect(await app.picture('A')).not.toBe(before);
  await page.keyboard.press('0');
  await expect(zoomOf(page)).toHaveText('100%');
});

test('split: image left, map right, by keys and by drag, in both panes', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const mapped = [await app.picture('A'), await app.picture('B')];
  const left = await pixel(canvas(page, 'B'), 0.2, 0.3);
  const right = await pixel(canvas(page, 'B'), 0.8, 0.3);
  await app.choose('Compare', 'Split');
  await expect.poll(async () => far(await pixel(canvas(page, 'B'), 0.2, 0.3), left)).toBeGreaterThan(20);
  expect(await pixel(canvas(page, 'B'), 0.8, 0.3)).toEqual(right);

  const handle = page.getByRole('slider', { name: 'Split of image A' });
  await handle.focus();
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft');
  await expect(handle).toHaveAttribute('aria-valuenow', '40');
  await expect(page.getByRole('slider', { name: 'Split of image B' })).toHaveAttribute('aria-valuenow', '40');
  await page.keyboard.press('Home');
  await expect.poll(async () => [await app.picture('A'), await app.picture('B')]).toEqual(mapped);

  await page.keyboard.press('End');
  const from = await at(canvas(page, 'A'), 0.999, 0.5);
  const to = await at(canvas(page, 'A'), 0.25, 0.5);
  await page.mouse.move(from.x - 4, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up();
  await expect(handle).toHaveAttribute('aria-valuenow', '25');
  await page.keyboard.press('v');
  await expect(handle).toHaveCount(0);
  await expect.poll(async () => [await app.picture('A'), await app.picture('B')]).toEqual(mapped);
});

test('blinking alternates by itself, labels what it shows, and comes back', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const mapped = await app.picture('A');
  await page.keyboard.press('b');
  const tag = page.locator('.pane[data-slot=a] .pane-tag');
  await expect(tag).toHaveText('Image without its map');
  const raw = await app.picture('A');
  expect(raw).not.toBe(mapped);
  await expect(tag).toHaveCount(0);
  await expect.poll(() => app.picture('A'), { intervals: [50] }).toBe(mapped);
  await expect.poll(() => app.picture('A'), { intervals: [50] }).toBe(raw);

  await app.choose('Compare', 'Blink control');
  await expect(tag).toHaveText('Control: mean activation');
  await expect(page.getByRole('region', { name: 'Colour scale' })).toContainText('Mean activation');
  await expect(page.getByRole('region', { name: 'Colour scale' })).toContainText('SFAM');
  await app.choose('Compare', 'Off');
  await expect.poll(() => app.picture('A')).toBe(mapped);
  await expect(app.main).toHaveAttribute('data-result', '1');
});

test('with reduced motion nothing turns over but by hand', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.clock.install();
  const app = new AppPage(page);
  await app.open();
  const mapped = await app.picture('A');
  await app.choose('Compare', 'Blink image');
  await expect.poll(() => app.picture('A')).not.toBe(mapped);
  const raw = await app.picture('A');
  // Many turns of the clock that must not run.
  await page.clock.runFor(20_000);
  expect(await app.picture('A')).toBe(raw);
  await page.getByRole('button', { name: 'Turn over' }).click();
  await expect.poll(() => app.picture('A')).toBe(mapped);
});

test('Space shows the bare images while it is held, zoomed too, and scrolls only where no image is seen', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open();
  const mapped = await app.picture('A');
  await page.keyboard.down(' ');
  await expect.poll(() => app.picture('A')).not.toBe(mapped);
  await page.keyboard.up(' ');
  await expect.poll(() => app.picture('A')).toBe(mapped);

  await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.getByRole('slider', { name: 'Opacity' }).focus();
  await expect.poll(() => app.picture('A')).not.toBe(mapped);
  const zoomed = await app.picture('A');
  // The slider may lie below the fold, and came into view with the focus.
  const before = await page.evaluate(() => scrollY);
  await page.keyboard.down(' ');
  await expect.poll(() => app.picture('A')).not.toBe(zoomed);
  await page.keyboard.up(' ');
  await expect.poll(() => app.picture('A')).toBe(zoomed);
  expect(await page.evaluate(() => scrollY)).toBe(before);

  await page.evaluate(() => {
    (document.activeElement as HTMLElement).blur();
    document.querySelector('footer')!.scrollIntoView();
  });
  await page.evaluate(() => scrollBy(0, -300));
  const from = await page.evaluate(() => scrollY);
  await page.keyboard.press(' ');
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(from);
});

test('the same two images swapped stay zoomed, others start whole', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('z');
  await app.afterNextResult(() => page.keyboard.press('x'));
  await expect(zoomOf(page)).toHaveText('150%');
  await app.afterNextResult(() => page.locator('.sample-card').nth(1).click());
  await expect(zoomOf(page)).toHaveText('100%');
});

test('two fingers zoom the stage and not the page', async ({ browser }) => {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  const app = new AppPage(page);
  await app.open();
  await canvas(page, 'A').scrollIntoViewIfNeeded();
  const center = await at(canvas(page, 'A'), 0.5, 0.5);
  const scroll = await page.evaluate(() => scrollY);
  const touch = await context.newCDPSession(page);
  const fingers = (apart: number) =>
    [-1, 1].map((side, id) => ({ x: center.x + side * apart, y: center.y, id }));
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(30) });
  for (let apart = 36; apart <= 60; apart += 6)
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect(zoomOf(page)).toHaveText('200%');
  expect(await page.evaluate(() => [visualViewport!.scale, scrollY])).toEqual([1, scroll]);
  // Zoomed, one finger moves the image and leaves the page where it is.
  const before = await app.picture('B');
  const one = (dy: number) => [{ x: center.x, y: center.y + dy, id: 0 }];
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: one(0) });
  for (let dy = -10; dy >= -60; dy -= 10)
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: one(dy) });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect.poll(() => app.picture('B')).not.toBe(before);
  expect(await page.evaluate(() => scrollY)).toBe(scroll);
  await expect(page.locator('.readout')).not.toContainText('pinned');
  await context.close();
});

for (const width of [1360, 360])
  test(`axe finds nothing while comparing, ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const app = new AppPage(page);
    await app.open();
    await page.keyboard.press('z');
    for (const way of ['Split', 'Blink image', 'Blink control']) {
      await app.choose('Compare', way);
      expect(await axeFindings(page, { within: '.stage' }), way).toEqual([]);
    }
  });
