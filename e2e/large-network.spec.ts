import { expect, test } from '@playwright/test';
import { AppPage } from './app-page.ts';

test('a file of 500 MB is read without holding up the page, and reading can be cancelled', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const app = new AppPage(page);
  await app.open({ backend: 'wasm', against: 'none' });
  const before = await app.pictures();
  const dialog = page.getByRole('dialog', { name: 'Your network' });
  const drop = () =>
    page.evaluate(() => {
      // The same ten megabytes fifty times, which begin as no network does: read whole, then refused.
      const part = new Uint8Array(10_000_000).fill(0xff);
      const transfer = new DataTransfer();
      transfer.items.add(new File(new Array<Uint8Array<ArrayBuffer>>(50).fill(part), 'large.onnx'));
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(
          new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }),
        );
    });
  await drop();
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(dialog).toBeHidden();

  // Once more, to the end: the page goes on painting while its progress is shown.
  await page.evaluate(() => {
    const seen = { painted: 0 };
    Object.assign(window, { seen });
    const next = () => {
      if (document.querySelector('[role=progressbar]')) seen.painted += 1;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await drop();
  await expect(dialog.getByRole('alert')).not.toBeEmpty({ timeout: 60_000 });
  const { painted } = await page.evaluate(() => (window as unknown as { seen: { painted: number } }).seen);
  expect(painted).toBeGreaterThan(3);
  await dialog.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(dialog).toBeHidden();
  expect(await app.pictures()).toEqual(before);
  expect(app.problems).toEqual([]);
});
