import { expect } from '@playwright/test';
import { AppPage } from './app-page.ts';
import { test } from './site-test.ts';
import { startStaticServer } from './static-server.ts';
import { photograph } from './test-files.ts';

test('in a stranger’s frame the page takes no files, and opens itself in a tab of its own', async ({
  page,
  context,
  site,
}) => {
  const stranger = await startStaticServer('/');
  stranger.intercept = (_path, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<!doctype html><iframe src="${site.url}?a=sheep" width="800" height="600"></iframe>`);
    return true;
  };
  await page.goto(stranger.url);
  const frame = page.frameLocator('iframe');
  const open = frame.getByRole('link', { name: 'Open semblance in a tab of its own' });
  await expect(open).toBeVisible();
  await expect(frame.locator('input[type=file], canvas, button')).toHaveCount(0);
  await new AppPage(page).drop([photograph('nagasaki-boats')], page.frames()[1]!.locator('body'));
  expect(page.workers()).toEqual([]);
  expect(site.asked.filter((path) => path.startsWith('models/') || path.startsWith('samples/'))).toEqual([]);

  const [own] = await Promise.all([context.waitForEvent('page'), open.click()]);
  const app = new AppPage(own);
  await app.done();
  expect((await app.address()).get('a')).toBe('sheep');
  await stranger.close();
});

test('in a frame of its own origin it works as ever', async ({ page, site }) => {
  site.intercept = (path, response) => {
    if (path !== 'around.html') return false;
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><iframe src="./index.html" width="1200" height="800"></iframe>');
    return true;
  };
  await page.goto(`${site.url}around.html`);
  await expect(page.frameLocator('iframe').locator('main')).toHaveAttribute('data-job', 'done');
});
