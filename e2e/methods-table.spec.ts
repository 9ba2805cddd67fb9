import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { localisation } from '../src/core/faithfulness/localisation.ts';
import { upsample } from '../src/core/upsample.ts';
import { AppPage } from './app-page.ts';

const SIDE = 224;

/** The fields of a line, quoted where they hold a comma. */
const fieldsOf = (line: string) =>
  [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain!);

const BOX = { Left: 40, Top: 60, Width: 120, Height: 100 };

test('a pair becomes a table of methods: a box is drawn, SVG and CSV are read back, numbers are computed again', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open({ a: 'canyon', b: 'alps', against: 'none', backend: 'wasm' });
  await app.done();
  const { arrays, manifest } = await app.exportData();
  const { name } = (manifest['images'] as { a: { name: string } }).a;
  await page.getByRole('tab', { name: 'Methods side by side' }).click();
  for (const method of ['Grad-CAM', 'Grad-CAM++', 'Relevance-CAM'])
    await page.getByRole('checkbox', { name: method, exact: true }).uncheck();
  await page.getByRole('radio', { name: '8', exact: true }).check({ force: true });
  await page.getByRole('button', { name: 'Make the table' }).click();
  await expect(page.getByRole('button', { name: 'Make the table again' })).toBeVisible({ timeout: 60_000 });
  const table = page.getByRole('table', { name: 'Maps and numbers' });
  await expect(table.getByRole('img')).toHaveCount(2 * (1 + 2));

  await page.getByText('Draw a box around the object').click();
  for (const [label, value] of Object.entries(BOX))
    await page.getByRole('spinbutton', { name: label, exact: true }).fill(String(value));
  await page.getByRole('button', { name: 'Use this box' }).click();
  await expect(table.getByText('Energy inside').first()).toBeVisible();

  const saved = async (button: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ]);
    return readFile(await download.path(), 'utf8');
  };
  const lines = (await saved('Export numbers (CSV)')).trimEnd().split('\r\n');
  const head = lines[0]!.split(',');
  const all = lines
    .slice(1)
    .map((line) => Object.fromEntries(fieldsOf(line).map((cell, i) => [head[i]!, cell])));
  const maps = all.filter(({ kind }) => kind === 'map');
  expect(maps.map(({ method }) => method)).toEqual(['a', 'b'].flatMap(() => ['sfam', 'mean-activation']));

  // The energy inside the box, from the map that the stage exports.
  const inside = new Uint8Array(SIDE * SIDE);
  for (let row = BOX.Top; row < BOX.Top + BOX.Height; row++)
    inside.fill(1, row * SIDE + BOX.Left, row * SIDE + BOX.Left + BOX.Width);
  const own = ({ data, shape }: (typeof arrays)[string]) =>
    localisation(upsample(data, shape[0]!, shape[1]!, SIDE, SIDE), inside);
  for (const [method, array] of [
    ['sfam', 'map_a'],
    ['mean-activation', 'mean_activation_a'],
  ] as const) {
    const [first] = maps.filter((line) => line['method'] === method);
    const { energy, pointing, area } = own(arrays[array]!);
    expect(Number(first!['energy'])).toBeCloseTo(energy!, 5);
    expect(Number(first!['pointing'])).toBe(pointing);
    expect(Number(first!['region_area'])).toBeCloseTo(area, 12);
  }
  // Means of two images of one pair: the mean, and no interval.
  const [mean] = all.filter(({ kind }) => kind === 'mean');
  const both = maps.filter(({ method }) => method === 'sfam').map(({ insertion }) => Number(insertion));
  expect(Number(mean!['insertion'])).toBeCloseTo((both[0]! + both[1]!) / 2, 10);
  expect(mean).toMatchObject({ method: 'sfam', images: '2', independent: '1', insertion_low95: '' });

  const svg = await saved('Export figure (SVG)');
  expect(app.problems).toEqual([]);
  // Where no policy keeps a page from reading markup.
  await page.goto('about:blank');
  const words = await page.evaluate((text) => {
    const drawn = new DOMParser().parseFromString(text, 'image/svg+xml');
    return {
      broken: drawn.querySelector('parsererror') !== null,
      pictures: drawn.querySelectorAll('image').length,
      text: [...drawn.querySelectorAll('text')].map(({ textContent }) => textContent),
    };
  }, svg);
  expect(words).toMatchObject({ broken: false, pictures: 6 });
  // Cut where a name is longer than its picture is wide.
  expect(
    words.text.some((text) => text.replace('…', '') === name.slice(0, text.replace('…', '').length)),
  ).toBe(true);
  expect(words.text).toContain(`ins ${Number(maps[0]!['insertion']).toFixed(3).replace('-', '−')}`);
});
