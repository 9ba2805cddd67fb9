import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { unzipSync, zipSync } from 'fflate';
import { decodeNpy, decodeNpyText } from '../src/core/npy.ts';
import { AppPage } from './app-page.ts';
import { pngFile } from './test-files.ts';

const SIDE = 64;
const CLASSES = ['rings', 'stripes'] as const;
const EACH = 6;

/** A picture of a class: stripes, or rings, of its own width and colours. */
function picture(kind: (typeof CLASSES)[number], i: number) {
  const rgb = new Uint8Array(SIDE * SIDE * 3);
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) {
      const at = kind === 'stripes' ? x : Math.hypot(x - SIDE / 2, y - SIDE / 2);
      const on = Math.floor(at / (3 + i)) % 2 === 0;
      rgb.set(on ? [230, 40 + 20 * i, 60] : [20, 60, 200 - 20 * i], (y * SIDE + x) * 3);
    }
  return pngFile(`${kind}-${i}.png`, rgb, SIDE, SIDE);
}

test('folders in, a classifier fitted, its maps beside SFAM, its weights out and in', async ({ page }) => {
  test.setTimeout(120_000);
  const app = new AppPage(page);
  await app.open({ backend: 'wasm', against: 'none' });
  await page.getByRole('tab', { name: 'Classifier', exact: true }).click();
  const panel = page.getByRole('tabpanel');
  await expect(panel.getByText(/^This network has no classifier/)).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Export weights (npz)' })).toBeDisabled();

  await panel.getByRole('button', { name: 'Open the gallery' }).click();
  const files = CLASSES.flatMap((kind) =>
    Array.from({ length: EACH }, (_, i) => [`${kind}/${i}.png`, picture(kind, i).buffer] as const),
  );
  const zip = Buffer.from(
    zipSync(Object.fromEntries(files.map(([name, bytes]) => [name, new Uint8Array(bytes)]))),
  );
  await page
    .getByLabel('Gallery images')
    .setInputFiles({ name: 'classes.zip', mimeType: 'application/zip', buffer: zip });
  await expect(page.getByLabel('Gallery status')).toHaveText('12 of 12 images embedded');

  await page.getByRole('tab', { name: 'Classifier', exact: true }).click();
  await expect(panel.getByRole('list', { name: 'Classes to fit to' })).toHaveText(/rings 6\s*stripes 6/);
  await panel.getByRole('button', { name: 'Fit a classifier to 12 pictures' }).click();
  await expect(panel.getByText(/^Right on \d+ of 12 pictures, each left out once \(5 parts\)/)).toBeVisible();
  await expect(panel.getByText(/Chance, always naming the largest class, is 50\.0 %/)).toBeVisible();

  // The predicted class of each image, by all three; another class is another map of that image alone.
  const scores = panel.getByRole('table', { name: 'Scores of image A' });
  await expect(scores.getByRole('row')).toHaveCount(3);
  const predicted = (await scores.getByRole('row').nth(1).getByRole('rowheader').textContent())!;
  const other = CLASSES.find((name) => name !== predicted)!;
  for (const method of ['CAM', 'Grad-CAM', 'Relevance-CAM'])
    await expect(
      panel.getByRole('img', { name: `${method} for “${predicted}”, image A`, exact: true }),
    ).toBeVisible();
  await expect(panel.getByRole('img', { name: 'SFAM for the pair, image B' })).toBeVisible();
  await panel.getByLabel('Class explained in image A').selectOption(other);
  await expect(
    panel.getByRole('img', { name: `Relevance-CAM for “${other}”, image A`, exact: true }),
  ).toBeVisible();

  // What leaves the page makes the very scores that stand on it.
  const saved = async (name: string) => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      panel.getByRole('button', { name }).click(),
    ]);
    const path = await file.path();
    return { path, parts: unzipSync(new Uint8Array(await readFile(path))) };
  };
  const weights = await saved('Export weights (npz)');
  const [W, b] = ['W', 'b'].map((name) => decodeNpy(weights.parts[`${name}.npy`]!));
  expect(W!.shape).toEqual([2, 480]);
  expect(b!.shape).toEqual([2]);
  expect(decodeNpyText(weights.parts['classes.npy']!)).toEqual([...CLASSES]);
  const manifest = JSON.parse(Buffer.from(weights.parts['manifest.json']!).toString()) as {
    network: { sha256: string };
    accuracy: number;
  };
  expect(manifest.network.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(manifest.accuracy).toBeGreaterThan(0.5);
  const maps = await saved('Export class maps (zip)');
  const exported = decodeNpy(maps.parts['scores_a.npy']!).data;
  const shown = scores.getByRole('row', { name: other }).getByRole('cell').first();
  expect(Number((await shown.textContent())!.replace('−', '-'))).toBeCloseTo(
    exported[CLASSES.indexOf(other)]!,
    2,
  );
  // CAM’s mean over places is the score less its bias.
  const cam = decodeNpy(maps.parts['cam_a.npy']!).data;
  const target = CLASSES.indexOf(other);
  const mean = cam.reduce((sum, value) => sum + value, 0) / cam.length;
  expect(mean + b!.data[target]!).toBeCloseTo(exported[target]!, 3);

  // After a reload it is gone, and read back it gives the same scores.
  const before = await scores.textContent();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await app.done();
  await page.getByRole('tab', { name: 'Classifier', exact: true }).click();
  await expect(panel.getByText(/^This network has no classifier/)).toBeVisible();
  await panel.getByLabel('Classifier weights').setInputFiles(weights.path);
  await expect(panel.getByText(/^A layer read from “/)).toBeVisible();
  await expect(scores).toHaveText(before!);
  expect(app.problems).toEqual([]);
});
