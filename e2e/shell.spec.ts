import { expect, test } from '@playwright/test';
import { AppPage } from './app-page.ts';
import { photograph } from './test-files.ts';

const chunk = (name: string) => new RegExp(`/assets/${name}-[^/]*\\.js(\\?|$)`);

test('a panel that does not come is replaced by words; the rest stands, and trying again brings it', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open();
  await app.afterNextResult(() => app.setFiles({ a: photograph('march-pastoral') }));
  await page.route(chunk('channels-panel'), (route) => route.abort());
  const tab = page.getByRole('tab', { name: 'Channels' });
  await tab.click();
  const panel = page.getByRole('tabpanel');
  await expect(panel.getByRole('alert')).toContainText(/could not be fetched.*Images and result are kept/);
  await expect(page.locator('[data-slot=a] .file-name')).toContainText('march-pastoral');
  await app.afterNextResult(() => app.choose('Metric', 'Euclidean'));

  // Still away: the same words, and the focus is not lost with the button.
  await panel.getByRole('button', { name: 'Try again' }).click();
  await expect(panel.getByRole('alert')).toBeVisible();
  await expect(panel).toBeFocused();
  await page.unroute(chunk('channels-panel'));
  await panel.getByRole('button', { name: 'Try again' }).click();
  await expect(panel.getByRole('table').first()).toBeVisible();
  await expect(panel.getByRole('alert')).toHaveCount(0);
});

test('what lies below the stage holds up nothing above it, and comes when asked again', async ({ page }) => {
  const app = new AppPage(page);
  await page.route(chunk('below-the-stage'), (route) => route.abort());
  await app.open();
  await app.afterNextResult(() => app.choose('Metric', 'Euclidean'));
  const alert = page.getByRole('alert').filter({ hasText: 'could not be fetched' });
  await expect(alert).toBeVisible();
  await page.unroute(chunk('below-the-stage'));
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('tab', { name: 'Channels' })).toBeVisible();
  await expect(alert).toHaveCount(0);
});

test('a panel whose style sheet does not come is not shown without it', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const styles = /\/assets\/pairs-panel-[^/]*\.css$/;
  await page.route(styles, (route) => route.abort());
  await page.getByRole('tab', { name: 'A set of pairs' }).click();
  const panel = page.getByRole('tabpanel');
  await expect(panel.getByRole('alert')).toBeVisible();
  await page.unroute(styles);
  const [sheet] = await Promise.all([
    page.waitForResponse(styles),
    panel.getByRole('button', { name: 'Try again' }).click(),
  ]);
  expect(sheet.ok()).toBe(true);
  await expect(panel.getByRole('alert')).toHaveCount(0);
});

test('a dialog that does not come says so in a dialog', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.route(chunk('help-dialog'), (route) => route.abort());
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await expect(dialog.getByRole('alert')).toContainText(/could not be fetched/);
  await page.unroute(chunk('help-dialog'));
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await expect(dialog).toContainText('Swap the two images');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('an export that fails is told with a remedy, and works the next time', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  for (const [button, file] of [
    ['Export figure', 'render-figure'],
    ['Export report', 'render-report'],
  ] as const) {
    await page.route(chunk(file), (route) => route.abort());
    await page.getByRole('button', { name: button }).click();
    const words = page.getByRole('status').filter({ hasText: /could not be exported.*try again/ });
    await expect(words).toBeVisible();
    await words.getByRole('button', { name: 'Dismiss' }).click();
    await expect(words).toHaveCount(0);
    await page.unroute(chunk(file));
    await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  }
  const problems = app.problems.filter((text) => !text.includes('ERR_FAILED'));
  expect(problems).toEqual([]);
});

test('a first sample that is missing: said in its place, nothing hangs, and a picture makes it good', async ({
  page,
}) => {
  await page.route('**/samples/boats.jpg', (route) => route.fulfill({ status: 404 }));
  const app = new AppPage(page);
  await page.goto('./?a=boats&b=canyon');
  await expect(page.locator('[data-slot=a]').getByRole('alert')).toContainText(/could not be loaded/);
  await expect(app.main).toHaveAttribute('data-job', 'idle');
  await expect(page.getByText('Two images are needed to begin.')).toBeVisible();
  // A reload would try it again, with what was chosen meanwhile.
  await app.choose('Metric', 'Euclidean');
  const address = await app.address();
  expect([address.get('a'), address.get('b'), address.get('metric')]).toEqual([
    'boats',
    'canyon',
    'euclidean',
  ]);
  await app.setFiles({ a: photograph('march-pastoral') });
  await app.done();
  expect(await app.score()).toBeLessThan(0);
});

test('a file that is refused is no step of undo', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const name = page.locator('[data-slot=a] .file-name');
  const sample = await name.textContent();
  await app.afterNextResult(() => app.setFiles({ a: photograph('march-pastoral') }));
  await app.setFiles({ a: { name: 'no.png', mimeType: 'image/png', buffer: Buffer.from('no picture') } });
  await expect(page.locator('[data-slot=a]').getByRole('alert')).toBeVisible();
  await app.afterNextResult(() => page.keyboard.press('u'));
  await expect(name).toHaveText(sample!);
});
