import { expect, type Page, test } from '@playwright/test';
import { AppPage } from './app-page.ts';

const number = async (page: Page, name: string) =>
  Number(await page.getByRole('status', { name, exact: true }).textContent());

/** Does something, and waits until the numbers of the edited pictures stand still. */
async function edit(page: Page, change: () => Promise<unknown>): Promise<void> {
  const panel = page.locator('.what-if');
  const before = await panel.getAttribute('data-settled');
  await change();
  await expect(panel).not.toHaveAttribute('data-settled', before ?? '');
  await expect(panel).toHaveAttribute('data-busy', 'false');
}

async function open(page: Page): Promise<AppPage> {
  const app = new AppPage(page);
  await app.open({ backend: 'wasm', against: 'references', cis: 'gradient' });
  await page.getByRole('tab', { name: 'What if gone' }).click();
  await expect(page.getByRole('status', { name: 'Similarity after', exact: true })).toBeVisible();
  return app;
}

test('erasing what the map holds most important lowers the score; undo brings back the very number', async ({
  page,
}) => {
  const app = await open(page);
  const original = await app.score();
  expect(await number(page, 'Similarity before')).toBe(original);
  expect(await number(page, 'Similarity after')).toBe(original);

  await edit(page, () => page.getByRole('button', { name: 'Erase the top 20 % of map A' }).click());
  const erased = await number(page, 'Similarity after');
  expect(erased).toBeLessThan(original - 0.001);
  expect(await number(page, 'Distance after')).toBeGreaterThan(await number(page, 'Distance before'));
  await expect(page.getByText(/^With 20 % of image A replaced the similarity is lower by/)).toBeVisible();

  // “Top” can be any share, and the other image can go too.
  await page.getByLabel(/^“Top” of the map means/).fill('60');
  await edit(page, () => page.getByRole('button', { name: 'Erase the top 60 % of map B' }).click());
  expect(await number(page, 'Similarity after')).not.toBe(erased);

  await edit(page, () => page.getByRole('button', { name: 'Undo the edit' }).click());
  expect(await number(page, 'Similarity after')).toBe(erased);
  await edit(page, () => page.getByRole('button', { name: 'Undo the edit' }).click());
  expect(await number(page, 'Similarity after')).toBe(original);
  await expect(page.getByRole('button', { name: 'Undo the edit' })).toBeDisabled();
  expect(app.problems).toEqual([]);
});

test('keeping only what the map holds most important leaves nothing else of the image', async ({ page }) => {
  const app = await open(page);
  const original = await app.score();
  const pane = page.getByRole('region', { name: 'Take from image A' });
  await page.getByRole('radio', { name: 'Black' }).check({ force: true });
  const keep = pane.getByRole('button', { name: 'Keep only the top 20 %' });
  await edit(page, () => keep.click());
  await expect(pane.getByText('80 % gone')).toBeVisible();
  await expect(
    page.getByText(/^With 80 % of image A replaced the similarity is (lower|higher) by/),
  ).toBeVisible();
  const kept = await number(page, 'Similarity after');
  expect(kept).not.toBe(original);
  // The canvas shows what the network got: four fifths of the pixels are black, and what is left is the picture.
  const black = await page
    .getByRole('img', { name: 'Edited image A' })
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let i = 0; i < data.length; i += 4) if (data[i]! + data[i + 1]! + data[i + 2]! === 0) count += 1;
      return count / (data.length / 4);
    });
  expect(black).toBeGreaterThanOrEqual(0.8 - 1e-4);
  expect(black).toBeLessThan(0.9);
  // A metric is another reading of the same pictures: the edit stays, and so does the way back.
  await app.afterNextResult(() => app.choose('Metric', 'Euclidean'));
  await app.afterNextResult(() => app.choose('Metric', 'Cosine'));
  await expect.poll(() => number(page, 'Similarity after')).toBe(kept);
  await edit(page, () => page.getByRole('button', { name: 'Undo the edit' }).click());
  expect(await number(page, 'Similarity after')).toBe(original);
  expect(app.problems).toEqual([]);
});

test('a brush paints exactly what the canvas shows; starting over clears it', async ({ page }) => {
  const app = await open(page);
  const original = await app.score();
  await page.getByRole('radio', { name: 'Black' }).check({ force: true });
  const surface = page.getByRole('application', { name: 'Edit image A' });
  await surface.scrollIntoViewIfNeeded();
  const box = (await surface.boundingBox())!;
  const blackShare = () =>
    page.getByRole('img', { name: 'Edited image A' }).evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      let black = 0;
      for (let i = 0; i < data.length; i += 4) if (data[i]! + data[i + 1]! + data[i + 2]! === 0) black += 1;
      return black / (data.length / 4);
    });
  const before = await blackShare();
  await edit(page, async () => {
    await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.5);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.5, { steps: 8 });
    await page.mouse.up();
  });
  await expect.poll(blackShare).toBeGreaterThan(before + 0.08);
  expect(await number(page, 'Similarity after')).toBeLessThan(original);
  await edit(page, () => page.getByRole('button', { name: 'Start over' }).click());
  expect(await number(page, 'Similarity after')).toBe(original);
  await expect.poll(blackShare).toBe(before);
});

test('works from the keyboard alone', async ({ page }) => {
  const app = await open(page);
  const original = await app.score();
  const surface = page.getByRole('application', { name: 'Edit image B' });
  await surface.focus();
  await edit(page, () => page.keyboard.press('ArrowLeft'));
  const tried = await number(page, 'Similarity after');
  expect(tried).not.toBe(original);
  await edit(page, () => page.keyboard.press('+'));
  expect(await number(page, 'Similarity after')).not.toBe(tried);
  await edit(page, () => page.keyboard.press('Escape'));
  expect(await number(page, 'Similarity after')).toBe(original);
  await edit(page, () => page.keyboard.press('ArrowLeft'));
  await edit(page, () => page.keyboard.press('Enter'));
  expect(await number(page, 'Similarity after')).toBe(tried);
  await edit(page, () => page.keyboard.press('Control+z'));
  expect(await number(page, 'Similarity after')).toBe(original);
});
