import { expect, test } from '@playwright/test';
import { AppPage } from './app-page.ts';
import { axeFindings, expectSoundPanel, overflow, PANEL, SCREENS } from './axe-findings.ts';
import { FAULTY_FILES } from './faulty-files.ts';
import { fillPanels } from './fill-panels.ts';
import { formulaFile } from './test-files.ts';

for (const { name, viewport } of SCREENS)
  test(`axe finds nothing in any state, light and dark: ${name}`, async ({ page }) => {
    test.setTimeout(600_000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize(viewport);
    const app = new AppPage(page);
    const check = async (state: string, changed?: string) => {
      expect.soft(await axeFindings(page, changed ? { changed } : {}), state).toEqual([]);
      expect.soft(await overflow(page), `${state}: nothing is wider than the screen`).toBeLessThanOrEqual(0);
    };

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
    await check('controls open', '.controls');
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await expect(page.getByRole('tabpanel')).toBeVisible();
      await expect(page.getByText('Loading…')).toHaveCount(0);
      await check(`panel ${await tab.textContent()}`, PANEL);
    }
    for (const dialog of ['Keys', 'About']) {
      await page.getByRole('button', { name: dialog, exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await check(`dialog ${dialog}`, 'dialog[open]');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    await app.setFiles({ a: FAULTY_FILES[0]!.file });
    await expect(page.getByRole('alert')).toBeVisible();
    await check('a file refused');
    // A drag says every 350 ms that it lasts.
    const drag = await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'x.png', { type: 'image/png' }));
      const say = (type: string) =>
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      say('dragenter');
      return Number(setInterval(say, 350, 'dragover'));
    });
    await expect(page.locator('.drop-overlay')).toBeVisible();
    await check('a file over the window', '.drop-overlay');
    await page.evaluate(clearInterval, drag);
    await app.drop([formulaFile('a')]);
    await app.done();
    await page.getByRole('button', { name: 'Copy link' }).click();
    // It goes after a while, but stays under the pointer.
    await page.locator('.notice').hover();
    await check('a notice', '.notice');
    await app.choose('Method', 'occlusion');
    await expect(app.main).toHaveAttribute('data-job', 'running');
    await check('running');
    await page.unroute(stuck);
    await page.route('**/models/faces/*', (route) => route.fulfill({ status: 404 }));
    await app.choose('Model', 'faces');
    await expect(app.main).toHaveAttribute('data-job', 'failed');
    await check('failed');
  });

test('axe finds nothing in the panels once they are filled, wide and narrow, light and dark', async ({
  page,
}) => {
  test.setTimeout(600_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const app = new AppPage(page);
  await app.open({ backend: 'wasm' });
  for (const [panel, fill] of Object.entries(fillPanels)) {
    // Its test runs long: e2e/evidence.spec.ts, which has one to its end, looks at it there.
    if (panel === 'Test this map') continue;
    await page.setViewportSize(SCREENS[0].viewport);
    await page.getByRole('tab', { name: panel, exact: true }).click();
    await fill(page);
    await expectSoundPanel(page, panel);
  }
  expect(app.problems).toEqual([]);
});
