import { expect, test } from '@playwright/test';
import { AppPage } from './app-page.ts';

test('a score is set beside those of the bundled pairs, under the same settings', async ({ page }) => {
  const app = new AppPage(page);
  await app.open({ a: 'cat-17', b: 'cat-20' });
  const panel = page.getByRole('region', { name: 'Is that a high score?' });
  const lower = async () => Number(await panel.getByRole('status').locator('strong').textContent());

  await panel.getByRole('button', { name: 'Compare with other pairs' }).click();
  // 18 photographs make 153 pairs, of which one is on screen.
  await expect(panel.getByRole('status')).toContainText('of 152 pairs');
  const alike = await lower();

  // The other metric needs no new pass: the scores are arithmetic on vectors that are there.
  await app.afterNextResult(() => app.choose('Metric', 'Euclidean'));
  await expect(panel.getByRole('status')).toContainText('of 152 pairs');
  await app.afterNextResult(() => app.choose('Metric', 'Cosine'));
  expect(await lower()).toBe(alike);

  await app.afterNextResult(() => page.getByRole('button', { name: /Chosen to be unlike/ }).click());
  expect(await lower()).toBeLessThan(alike);

  // The last layer's own similarity is the final one; another layer's is another scale, and nothing is shown of it.
  await app.afterNextResult(() => app.choose('Explain', "This layer's similarity"));
  await expect(panel.getByRole('status')).toContainText('of 152 pairs');
  await app.afterNextResult(() => page.getByRole('button', { name: 'Step towards the image' }).click());
  await expect(panel.getByRole('button', { name: 'Compare with other pairs' })).toBeVisible();
  expect(app.problems).toEqual([]);
});

test('One line beside the score says what may be believed, leads to the full tests, and leaves with the result', async ({
  page,
}) => {
  const app = new AppPage(page);
  const verdict = page.getByRole('status', { name: 'What may be believed' });
  await app.open({ a: 'daisy', b: 'roxy', against: 'references' });
  await expect(verdict).toHaveText(/maps made for other partners .*\(rank \d+ of \d+\)/);
  const { manifest } = await app.exportData();
  const { firstLook } = manifest as unknown as { firstLook: { title: string; words: string } };
  await expect(verdict).toHaveText(`${firstLook.title}. ${firstLook.words}`);
  await app.afterNextResult(() => app.choose('Method', 'mean-activation'));
  await expect(verdict).toHaveText('Not about this pair. Mean activation never looks at the other image.');

  await page.getByRole('button', { name: 'Full tests' }).click();
  await expect(page.getByRole('tab', { name: 'Test this map' })).toBeFocused();
  await expect(page.getByRole('tabpanel')).toContainText('Do the places that the map points at');
  expect(app.problems).toEqual([]);
});

test('a face is set beside no landscapes', async ({ page }) => {
  const app = new AppPage(page);
  await app.open({ model: 'faces', against: 'none' });
  const panel = page.getByRole('region', { name: 'Is that a high score?' });
  await expect(panel).toContainText('This network was made to tell faces apart');
  await expect(panel.getByRole('button')).toHaveCount(0);
  await expect(panel).not.toContainText('Nine of ten');
  expect(app.problems).toEqual([]);
});
