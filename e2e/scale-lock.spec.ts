import { expect, test } from '@playwright/test';
import { AppPage } from './app-page.ts';

test('a locked scale holds across layers, pairs and a link, says what lies beyond it, and is not used for another unit', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open({ against: 'none', cells: 'cells' });
  const legend = page.getByRole('region', { name: 'Colour scale' });
  const ends = legend.locator('.legend-end');
  const own = await ends.allTextContents();
  const painted = await app.picture('A');
  const lock = page.getByRole('checkbox', { name: 'Lock the scale' });
  await lock.check();
  await expect(legend).toContainText('The scale is locked.');
  // Locked where it stood: not a pixel changes.
  expect(await app.picture('A')).toBe(painted);

  await app.afterNextResult(() => page.getByRole('button', { name: /Chosen to be unlike/ }).click());
  expect(await ends.allTextContents()).toEqual(own);
  await app.afterNextResult(() => page.getByRole('button', { name: 'Step towards the image' }).click());
  await expect(ends.first()).toContainText(own[0]!.slice(0, 4));
  expect((await app.address()).get('scale')).toMatch(/^[-\d.e]+,[-\d.e]+$/);

  // Another metric has another unit.
  await app.afterNextResult(() => app.choose('Metric', 'Euclidean'));
  await expect(legend).not.toContainText('locked');
  await expect(page.getByText('for another method, reading or metric: not used here.')).toBeVisible();
  await app.afterNextResult(() => app.choose('Metric', 'Cosine'));
  await expect(legend).toContainText('The scale is locked');
  const address = page.url();
  await page.goto(address);
  await app.done();
  await expect(lock).toBeChecked();
  await expect(ends.first()).toContainText(own[0]!.slice(0, 4));
  await lock.uncheck();
  await expect(legend).not.toContainText('locked');
  expect(app.problems).toEqual([]);
});
