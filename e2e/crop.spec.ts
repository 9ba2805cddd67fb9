import { expect, type Page, test } from '@playwright/test';
import { fitOf } from '../src/core/resize/fit.ts';
import { createFitted } from '../src/core/resize/fitted.ts';
import { relativeError } from '../src/testing/relative-error.ts';
import { AppPage } from './app-page.ts';
import { pngFile } from './test-files.ts';

const WIDE = { width: 320, height: 192 };
const tri = (t: number) => Math.abs((t % 510) - 255);
const RGB = Uint8Array.from({ length: WIDE.width * WIDE.height * 3 }, (_, at) => {
  const [i, j, c] = [Math.floor(at / 3 / WIDE.width), Math.floor(at / 3) % WIDE.width, at % 3];
  return tri((2 + c) * i * 3 + (5 - c) * j * 2 + ((i * j) >> 4) + 40 * c);
});
const FILE = pngFile('wide.png', RGB, WIDE.width, WIDE.height);

/** A part of the image, as a file of its own. */
function part(x: number, y: number, width: number, height: number) {
  const rows = Array.from({ length: height }, (_, i) =>
    RGB.subarray(((y + i) * WIDE.width + x) * 3, ((y + i) * WIDE.width + x + width) * 3),
  );
  return pngFile('part.png', Uint8Array.from(Buffer.concat(rows)), width, height);
}

const dialogOf = (page: Page, letter: string) => page.getByRole('dialog', { name: `Crop image ${letter}` });
const caption = (page: Page, slot: string) => page.locator(`.pane[data-slot=${slot}] .pane-caption`);

test('what the network sees is what is in the box, drawn by pointer or by key, and can be undone', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open({ backend: 'wasm', against: 'none' });
  await app.afterNextResult(() => app.setFiles({ a: FILE }));
  const whole = await app.score();
  const dialog = dialogOf(page, 'A');
  const surface = dialog.getByRole('application', { name: 'Box on image A' });
  const number = (name: string) => dialog.getByRole('spinbutton', { name, exact: true });
  await page.getByRole('button', { name: 'Crop image A', exact: true }).click();
  await expect(number('Width')).toHaveValue('192');

  // By pointer: a new box from one corner to the other, square as the input is.
  await number('Width').fill('60');
  await number('Width').press('Enter');
  await expect(number('Height')).toHaveValue('60');
  const { x, y, width, height } = (await surface.boundingBox())!;
  await page.mouse.move(x + width * 0.5, y + height * 0.25);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.6, y + height * 0.5);
  await page.mouse.move(x + width * 0.75, y + height * 0.9);
  await page.mouse.up();
  await expect(number('Left')).toHaveValue('160');
  const drawn = Number(await number('Width').inputValue());
  expect(drawn).toBeGreaterThan(100);
  await expect(number('Height')).toHaveValue(String(drawn));
  // By key: pixel by pixel with Shift, and Enter uses it.
  for (const [name, value] of [
    ['Left', '30'],
    ['Top', '20'],
    ['Width', '100'],
  ] as const) {
    await number(name).fill(value);
    await number(name).press('Enter');
  }
  await surface.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await app.afterNextResult(() => page.keyboard.press('Enter'));
  await expect(dialog).toBeHidden();
  await expect(caption(page, 'a')).toContainText('a box of 100×100 at (31, 21) of 320×192');

  await app.afterNextResult(() => app.setFiles({ b: part(31, 21, 100, 100) }));
  const { manifest, arrays } = await app.exportData();
  expect(manifest.images).toMatchObject({
    a: { name: 'wide.png', width: 320, height: 192, box: { x: 31, y: 21, width: 100, height: 100 } },
  });
  expect(relativeError(arrays.embedding_a!.data, arrays.embedding_b!.data)).toBeLessThan(1e-6);
  expect(relativeError(arrays.map_a!.data, arrays.map_b!.data)).toBeLessThan(1e-6);

  await app.afterNextResult(() => page.keyboard.press('u'));
  await app.afterNextResult(() => page.keyboard.press('u'));
  await expect(caption(page, 'a')).toContainText('stretched from 320×192');
  expect(await app.score()).toBeCloseTo(whole, 6);
  expect(app.problems).toEqual([]);
});

test('the box of a sample travels in the link, that of a file outlives a reload', async ({ page }) => {
  const app = new AppPage(page);
  await app.open({ backend: 'wasm', against: 'none', a: 'canyon', b: 'alps', 'box-a': '10,20,90,90' });
  await expect(caption(page, 'a')).toContainText('a box of 90×90 at (10, 20)');
  const score = await app.score();
  expect(page.url()).toContain('box-a=10%2C20%2C90%2C90');
  await page.getByRole('button', { name: 'Crop image A', exact: true }).click();
  await app.afterNextResult(() => dialogOf(page, 'A').getByRole('button', { name: 'Whole image' }).click());
  expect(await app.score()).not.toBeCloseTo(score, 4);
  expect(page.url()).not.toContain('box-a');

  await app.afterNextResult(() => app.setFiles({ b: FILE }));
  await page.getByRole('button', { name: 'Crop image B', exact: true }).click();
  await app.afterNextResult(() => dialogOf(page, 'B').getByRole('button', { name: 'Use this box' }).click());
  await expect(caption(page, 'b')).toContainText('a box of 192×192 at (64, 0) of 320×192');
  expect(page.url()).not.toContain('box-b');
  await page.reload();
  await app.done();
  await expect(caption(page, 'b')).toContainText('a box of 192×192 at (64, 0) of 320×192');
  expect(app.problems).toEqual([]);
});

for (const [link, id] of [
  [{ fit: 'letterbox' }, 'letterbox'],
  [{ fit: 'crop', crop: '256' }, 'crop:256'],
] as const)
  test(`${id}: the input is what the fit says, and its link and manifest say so`, async ({ page }) => {
    const app = new AppPage(page);
    await app.open({ backend: 'wasm', against: 'none', ...link });
    await app.afterNextResult(() => app.setFiles({ a: FILE }));
    const fitted = createFitted(fitOf(id).place(WIDE.width, WIDE.height, [224, 224]), [224, 224]);
    fitted.push(RGB, 3);
    const exact = pngFile('exact.png', fitted.finish(), 224, 224);
    const kept = await app.exportData();
    expect(kept.manifest.input).toEqual({
      height: 224,
      width: 224,
      resize: link.fit,
      ...('crop' in link && { crop: 256 }),
    });
    expect(new URL(page.url()).searchParams.get('crop')).toBe('crop' in link ? '256' : null);
    // The same bytes by another fit.
    await app.afterNextResult(() => app.choose('Fit', 'stretch'));
    await app.afterNextResult(() => app.setFiles({ a: exact }));
    const { arrays } = await app.exportData();
    expect(relativeError(kept.arrays.embedding_a!.data, arrays.embedding_a!.data)).toBeLessThan(1e-6);
    await app.afterNextResult(() => app.choose('Fit', link.fit));
    expect(app.problems).toEqual([]);
  });
