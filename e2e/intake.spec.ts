import { expect, test } from '@playwright/test';
import { PNG } from 'pngjs';
import { makeGif } from '../scripts/hostile-images/gif.mjs';
import { makePng } from '../scripts/hostile-images/png.mjs';
import { resizeRgb } from '../src/core/resize/resize-rgb.ts';
import { relativeError } from '../src/testing/relative-error.ts';
import { AppPage, type TestFile } from './app-page.ts';
import { orientedPhotograph, uprightPhotograph } from './oriented-photograph.ts';
import { formulaFile, photograph, pngFile } from './test-files.ts';

test('a picture that was copied is pasted into the pair', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const app = new AppPage(page);
  await app.open();
  const file = formulaFile('a');
  await app.afterNextResult(() => app.setFiles({ a: file }));
  const score = await app.score();
  await app.afterNextResult(() => page.keyboard.press('u'));
  expect(await app.score()).not.toBeCloseTo(score, 3);
  await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const blob = new Blob([bytes], { type: 'image/png' });
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
  }, file.buffer.toString('base64'));
  await app.afterNextResult(() => page.keyboard.press('Control+V'));
  await expect(page.locator('.pane[data-slot=a] .file-name')).toHaveText('image.png');
  // The clipboard packs the picture anew; its pixels are the same.
  expect(await app.score()).toBeCloseTo(score, 4);
  expect(app.problems).toEqual([]);
});

test('photographs are turned upright, whichever way they are stored', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await app.afterNextResult(() => app.setFiles({ a: uprightPhotograph() }));
  const cosines: number[] = [];
  for (let orientation = 1; orientation <= 8; orientation++) {
    await app.afterNextResult(() => app.setFiles({ b: orientedPhotograph(orientation) }));
    await expect(page.locator('.pane[data-slot=b] .pane-caption')).toContainText('288×192');
    cosines.push(await app.score());
  }
  console.log(`orientations 1 to 8: ${cosines.map((cosine) => cosine.toFixed(5)).join(' ')}`);
  // A JPEG of quality 98 costs 0.0002; a photograph left mirrored costs 0.006, one on its side 0.15.
  for (const cosine of cosines) expect(cosine).toBeGreaterThan(0.999);
  expect(app.problems).toEqual([]);
});

/** A wide picture of the goldens' kind, `[192, 320, 3]`, and the square in its middle. */
const WIDE = { width: 320, height: 192 };
const MIDDLE = { left: 64, side: 192 };

function wideImage(): Uint8Array {
  const tri = (t: number) => Math.abs((t % 510) - 255);
  const rgb = new Uint8Array(WIDE.width * WIDE.height * 3);
  for (let i = 0; i < WIDE.height; i++)
    for (let j = 0; j < WIDE.width; j++)
      for (let c = 0; c < 3; c++)
        rgb[(i * WIDE.width + j) * 3 + c] = tri((2 + c) * i * 3 + (5 - c) * j * 2 + ((i * j) >> 4) + 40 * c);
  return rgb;
}

function middle(rgb: Uint8Array): Uint8Array {
  const { left, side } = MIDDLE;
  const rows = Array.from({ length: side }, (_, i) =>
    rgb.subarray((i * WIDE.width + left) * 3, (i * WIDE.width + left + side) * 3),
  );
  return Uint8Array.from(Buffer.concat(rows));
}

for (const fit of ['stretch', 'crop'] as const)
  test(`a file of another size reaches the network as Pillow would resize it: ${fit}`, async ({ page }) => {
    const app = new AppPage(page);
    await app.open({ fit });
    const rgb = wideImage();
    // Held to Pillow byte by byte in its own tests (src/core/resize).
    const resized =
      fit === 'stretch'
        ? resizeRgb(rgb, WIDE.height, WIDE.width, 224, 224)
        : resizeRgb(middle(rgb), MIDDLE.side, MIDDLE.side, 224, 224);
    await app.afterNextResult(() => app.setFiles({ a: pngFile('wide.png', rgb, WIDE.width, WIDE.height) }));
    await app.afterNextResult(() => app.setFiles({ b: pngFile('resized.png', resized, 224, 224) }));
    const { manifest, arrays } = await app.exportData();
    expect(manifest.input).toEqual({ height: 224, width: 224, resize: fit });
    expect(relativeError(arrays.embedding_a!.data, arrays.embedding_b!.data)).toBeLessThan(1e-6);
    expect(relativeError(arrays.map_a!.data, arrays.map_b!.data)).toBeLessThan(1e-6);
    // One level in one pixel is seen: the comparison would not pass for something like it.
    const touched = resized.slice();
    touched[(112 * 224 + 112) * 3]! ^= 1;
    await app.afterNextResult(() => app.setFiles({ b: pngFile('touched.png', touched, 224, 224) }));
    const other = await app.exportData();
    expect(relativeError(arrays.embedding_a!.data, other.arrays.embedding_b!.data)).toBeGreaterThan(1e-6);
  });

for (const [size, cells] of [
  [320, 10],
  [512, 16],
] as const)
  test(`an input of ${size} × ${size} is explained from end to end`, async ({ page }) => {
    const app = new AppPage(page);
    await app.open({ size: String(size) });
    await app.afterNextResult(() => app.setFiles({ a: photograph('march-pastoral') }));
    await expect(page.locator('.pane[data-slot=a] .pane-caption')).toContainText(`${size}×${size}`);
    const { manifest, arrays } = await app.exportData();
    expect(manifest.input).toEqual({ height: size, width: size, resize: 'stretch' });
    for (const slot of ['a', 'b']) {
      const { shape, data } = arrays[`map_${slot}`]!;
      expect(shape).toEqual([cells, cells]);
      expect(new Set(data).size).toBeGreaterThan(cells * cells * 0.9);
    }
    const sum = arrays.cis_a!.data.reduce((total, value) => total + value, 0);
    expect(sum).toBeCloseTo(await app.score(), 4);
    expect(app.problems).toEqual([]);
  });

/** Two frames, and a picture with holes. */
function noted(): readonly { readonly file: TestFile; readonly note: string }[] {
  const grey = Uint8Array.from({ length: 768 }, (_, i) => Math.floor(i / 3));
  const frame = (shift: number) => Uint8Array.from({ length: 64 * 48 }, (_, i) => (i * 7 + shift) & 255);
  const gif = makeGif({ width: 64, height: 48, palette: grey, frames: [frame(0), frame(90)] });
  const png = new PNG({ width: 64, height: 48 });
  for (let i = 0; i < png.data.length; i++)
    png.data[i] = i % 4 === 3 ? (i % 8 === 3 ? 0 : 255) : (i * 5) & 255;
  return [
    {
      file: { name: 'moving.gif', mimeType: 'image/gif', buffer: gif },
      note: 'Animated: only the first frame is used.',
    },
    {
      file: { name: 'holes.png', mimeType: 'image/png', buffer: PNG.sync.write(png, { colorType: 6 }) },
      note: 'Transparency is not used: the network sees the colours stored under it, shown here.',
    },
  ];
}

test('what is not used of a picture is said at the picture and in the export', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const caption = page.locator('.pane[data-slot=a] .pane-caption');
  for (const { file, note } of noted()) {
    await app.afterNextResult(() => app.setFiles({ a: file }));
    await expect(caption).toContainText(note);
    const { images } = (await app.exportData()).manifest as unknown as { images: Record<'a' | 'b', object> };
    expect(images.a).toMatchObject({ name: file.name, note });
    expect(images.b).not.toHaveProperty('note');
  }
  await app.afterNextResult(() => app.setFiles({ a: formulaFile('a') }));
  await expect(caption).not.toContainText('used');
});

test('a 12-bit scan in 16 bits is stretched by a button, says so everywhere, and is taken back by undo', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open();
  const [width, height] = [64, 48];
  const samples = Array.from({ length: width * height }, (_, i) =>
    Math.round((4095 * (i % width)) / (width - 1)),
  );
  const scan = {
    name: 'scan.png',
    mimeType: 'image/png',
    buffer: Buffer.from(makePng({ width, height, colour: 0, depth: 16, samples })),
  };
  await app.afterNextResult(() => app.setFiles({ a: scan }));
  const caption = page.locator('.pane[data-slot=a] .pane-caption');
  const stretch = page.getByRole('button', { name: 'Stretch the values of image A' });
  const dark = 'the network sees the upper 8 bits, 0 to 15 of 255';
  await expect(caption).toContainText(dark);
  const score = await app.score();

  await app.afterNextResult(() => stretch.click());
  await expect(stretch).toHaveAttribute('aria-pressed', 'true');
  await expect(caption).toContainText(
    '0 to 4,095 of 65,535 are stretched: the network sees them as 0 to 255',
  );
  await expect(caption).toContainText('16-bit values 0 to 4095 stretched to 0–255');
  expect(await app.score()).not.toBe(score);
  const { images } = (await app.exportData()).manifest as unknown as { images: Record<'a' | 'b', object> };
  expect(images.a).toMatchObject({ name: 'scan.png', stretch: { from: 0, to: 4095 } });
  // A reload finds it as it was.
  await page.reload();
  await app.done();
  await expect(stretch).toHaveAttribute('aria-pressed', 'true');

  await app.afterNextResult(() => stretch.click());
  await expect(caption).toContainText(dark);
  expect(await app.score()).toBe(score);
  await app.afterNextResult(() => page.getByRole('button', { name: 'Undo' }).click());
  await expect(stretch).toHaveAttribute('aria-pressed', 'true');
  await app.afterNextResult(() => app.setFiles({ a: formulaFile('a') }));
  await expect(stretch).toHaveCount(0);
  expect(app.problems).toEqual([]);
});
