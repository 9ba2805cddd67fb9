import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { zipSync } from 'fflate';
import { localisation } from '../src/core/faithfulness/localisation.ts';
import { encodeNpy, encodeNpyText } from '../src/core/npy.ts';
import { upsample } from '../src/core/upsample.ts';
import { AppPage, type TestFile } from './app-page.ts';
import { pngFile } from './test-files.ts';

const [WIDTH, HEIGHT, INPUT, EMBEDDING] = [96, 64, 224, 480];
const CLASSES = ['wren', 'robin'];

const drawn = (name: string, colour: (x: number, y: number) => number[]) => {
  const rgb = Array.from({ length: WIDTH * HEIGHT }, (_, i) => colour(i % WIDTH, Math.floor(i / WIDTH)));
  return pngFile(name, Uint8Array.from(rgb.flat()), WIDTH, HEIGHT);
};
const text = (name: string, lines: readonly string[]): TestFile => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(lines.join('\n')),
});
/** A fully connected layer by formula, as anybody’s numpy writes one. */
const layer = (): TestFile => ({
  name: 'layer.npz',
  mimeType: 'application/zip',
  buffer: Buffer.from(
    zipSync({
      'W.npy': encodeNpy(
        Float32Array.from({ length: 2 * EMBEDDING }, (_, i) => Math.sin(i)),
        [2, EMBEDDING],
      ),
      'b.npy': encodeNpy(Float32Array.of(0, 0.1), [2]),
      'classes.npy': encodeNpyText(CLASSES),
    }),
  ),
});

test('CUB’s lists and a mask are loaded, a classifier is read: its maps of a class stand beside SFAM, each with what lies in the region', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open({ backend: 'wasm', against: 'none' });
  await app.setFiles({
    a: drawn('Wren_0001.png', (x, y) => (Math.hypot(x - 24, y - 32) < 16 ? [240, 210, 60] : [x, 90, 2 * y])),
    b: drawn('Robin_0002.png', (x, y) => (Math.hypot(x - 70, y - 30) < 18 ? [200, 60, 40] : [40, x, y])),
  });
  await expect(page.getByText('Robin_0002.png').first()).toBeVisible();
  await app.done();
  await page.getByRole('tab', { name: 'Classifier', exact: true }).click();
  await page.getByLabel('Classifier weights').setInputFiles(layer());
  await expect(page.getByText(/^A layer read from “layer\.npz”: 2 classes/)).toBeVisible();
  await expect(page.getByText(/^No link carries this layer or its classes/)).toBeVisible();

  await page.getByRole('tab', { name: 'Methods side by side' }).click();
  for (const method of ['Grad-CAM', 'Grad-CAM++', 'Relevance-CAM', 'Mean activation'])
    await page.getByRole('checkbox', { name: method, exact: true }).uncheck();
  for (const method of ['CAM of a class', 'Relevance-CAM of a class'])
    await page.getByRole('checkbox', { name: method, exact: true }).check();
  await page.getByRole('radio', { name: '8', exact: true }).check({ force: true });
  await page
    .getByLabel('Boxes or masks of objects')
    .setInputFiles([
      text('images.txt', ['1 001.Wrens/Wren_0001.jpg', '2 002.Robins/Robin_0002.jpg']),
      text('bounding_boxes.txt', [`1 0.0 0.0 ${WIDTH / 2}.0 ${HEIGHT}.0`, '3 one two 3 4']),
      drawn('Robin_0002.png', (x) => (x >= WIDTH / 2 ? [255, 255, 255] : [0, 0, 0])),
    ]);
  await expect(page.getByText('Line 4 is no name with x, y, width and height.')).toBeVisible();
  await page.getByRole('button', { name: 'Make the table' }).click();
  const table = page.getByRole('table', { name: 'Maps and numbers' });
  await expect(page.getByRole('button', { name: 'Make the table again' })).toBeVisible();
  await expect(table.getByRole('img')).toHaveCount(2 * (1 + 3));
  await expect(table.getByText(/^class: (wren|robin), probability 0\.\d{3}$/)).toHaveCount(4);

  const saved = async (button: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ]);
    return readFile(await download.path(), 'utf8');
  };
  const [head, ...lines] = (await saved('Export numbers (CSV)')).trimEnd().split('\r\n');
  const names = head!.split(',');
  const maps = lines
    .map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, cell])))
    .filter(({ kind }) => kind === 'map');
  expect(maps.map(({ method }) => method)).toEqual(
    ['a', 'b'].flatMap(() => ['class:cam', 'class:relevance-cam', 'sfam']),
  );
  const { arrays } = await app.exportData();
  for (const [slot, first, from] of [
    ['a', 0, 'box list'],
    ['b', 1, 'mask'],
  ] as const) {
    const own = maps.slice(3 * first, 3 * first + 3);
    // The left half of A by its box, the right half of B by its mask.
    const inside = Uint8Array.from({ length: INPUT * INPUT }, (_, p) =>
      p % INPUT >= INPUT / 2 === (slot === 'b') ? 1 : 0,
    );
    const { data, shape } = arrays[`map_${slot}`]!;
    const expected = localisation(upsample(data, shape[0]!, shape[1]!, INPUT, INPUT), inside);
    for (const line of own) {
      expect(line['region']).toBe(from);
      expect(Number(line['region_area'])).toBeCloseTo(0.5, 2);
    }
    expect(CLASSES).toContain(own[0]!['class']);
    // A class’s probability is the greater of two; the pair’s score judges the pair’s map.
    expect(own.map((line) => line['judged_by'])).toEqual([
      'class probability',
      'class probability',
      'pair score',
    ]);
    expect(Number(own[0]!['score'])).toBeGreaterThanOrEqual(0.5);
    expect(own[1]!['score']).toBe(own[0]!['score']);
    expect(own[2]).toMatchObject({ class: '', pointing: String(expected.pointing) });
    expect(Number(own[2]!['energy'])).toBeCloseTo(expected.energy!, 2);
  }
  const svg = await saved('Export figure (SVG)');
  const words = [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, said]) => said).join(' ');
  expect(words).toMatch(
    /class: (wren|robin), p 0\.\d{3}.*Maps of a class are of one image alone.*judged by the probability/,
  );
  for (const paper of ['Zhou et al., CVPR 2016', 'Lee et al., CVPR 2021']) expect(words).toContain(paper);
  expect(app.problems).toEqual([]);
});
