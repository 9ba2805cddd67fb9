import { expect, test } from '@playwright/test';
import { AVIF_422 } from '../scripts/hostile-images/codings.mjs';
import { AppPage } from './app-page.ts';
import { formulaFile, photograph } from './test-files.ts';

test('pictures without their end marker are opened, and said to be; the same file can be chosen again', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open({ backend: 'wasm' });
  const jpeg = photograph('nagasaki-boats');
  const png = formulaFile('a');
  const noEnd = { ...jpeg, name: 'scan.jpg', buffer: jpeg.buffer.subarray(0, -2) };
  // Its last chunk, twelve bytes.
  const noIend = { ...png, name: 'cut.png', buffer: png.buffer.subarray(0, -12) };
  await app.afterNextResult(() => app.setFiles({ a: noEnd }));
  await app.afterNextResult(() => app.setFiles({ b: noIend }));
  const missing = /This file has no end marker.*; the picture in it is whole\./;
  await expect(page.locator('[data-slot=a] .pane-caption')).toContainText(missing);
  await expect(page.locator('[data-slot=b] .pane-caption')).toContainText(missing);
  await expect(page.getByRole('alert')).toHaveCount(0);
  // An AVIF with half the colour across, which was called damaged.
  const avif = { name: 'half.avif', mimeType: 'image/avif', buffer: AVIF_422.ten };
  await app.afterNextResult(() => app.setFiles({ b: avif }));
  await expect(page.locator('[data-slot=b] .pane-caption')).toContainText('64×48');
  await expect(page.getByRole('alert')).toHaveCount(0);
  // A field that still held the file would not hear of it when it is chosen again after a change.
  await expect(page.getByLabel('Image A', { exact: true })).toHaveValue('');
  expect(app.problems).toEqual([]);
});
