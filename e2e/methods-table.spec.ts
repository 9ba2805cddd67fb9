import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { localisation } from '../src/core/faithfulness/localisation.ts';
import { upsample } from '../src/core/upsample.ts';
import { AppPage } from './app-page.ts';
import { pngFile } from './test-files.ts';

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

test('folders become an N-way episode: each query against its own class, held against the others', async ({
  page,
}, info) => {
  const app = new AppPage(page);
  await app.open({ against: 'none', backend: 'wasm' });
  const set = info.outputPath('set');
  const colours = { red: [230, 40, 30], green: [40, 200, 60], blue: [30, 60, 220] };
  for (const [folder, colour] of Object.entries(colours)) {
    await mkdir(join(set, folder), { recursive: true });
    for (const width of [4, 9]) {
      const striped = (i: number) => Math.floor((Math.floor(i / 3) % 64) / width) % 2 === 0;
      const rgb = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => (striped(i) ? colour[i % 3]! : 128));
      const { name, buffer } = pngFile(`stripes-${width}.png`, rgb, 64, 64);
      await writeFile(join(set, folder, name), buffer);
    }
  }
  await page.getByRole('tab', { name: 'A set of pairs' }).click();
  await page.getByLabel('Choose a folder').setInputFiles(set);
  await expect(page.getByText('6 pictures in 3 folders')).toBeVisible();
  await page.getByRole('tab', { name: 'Methods side by side' }).click();
  await page.getByRole('radio', { name: 'An N-way episode' }).check({ force: true });
  await page.getByRole('spinbutton', { name: 'Classes (N)' }).fill('3');
  for (const method of ['Grad-CAM', 'Grad-CAM++', 'Relevance-CAM'])
    await page.getByRole('checkbox', { name: method, exact: true }).uncheck();
  await page.getByRole('radio', { name: '8', exact: true }).check({ force: true });
  await page.getByRole('button', { name: 'Make the table' }).click();
  await expect(page.getByRole('button', { name: 'Make the table again' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Maps and numbers' }).getByRole('img')).toHaveCount(
    3 * (1 + 2),
  );

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export numbers (CSV)' }).click(),
  ]);
  const [head, ...lines] = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  const at = (name: string) => fieldsOf(head!).indexOf(name);
  const maps = lines.map(fieldsOf).filter((cells) => cells[at('kind')] === 'map');
  expect(maps).toHaveLength(3 * 2);
  const folder = (path: string) =>
    path
      .replace(/^.* × /, '')
      .split('/')
      .at(-2)!;
  const asked = new Set<string>();
  for (const cells of maps) {
    const [own, ...others] = cells[at('explained_against')]!.split('; ');
    const query = cells[at('image')]!;
    asked.add(folder(query));
    expect(own).not.toBe(query);
    expect(folder(own!)).toBe(folder(query));
    expect(others.every((other) => other.startsWith('-0.5 × '))).toBe(true);
    const classes = [folder(own!), ...others.map(folder)];
    expect(classes.toSorted()).toEqual(['blue', 'green', 'red']);
    expect(Number.isFinite(Number(cells[at('score')]))).toBe(true);
  }
  expect([...asked].toSorted()).toEqual(['blue', 'green', 'red']);
  expect(app.problems).toEqual([]);
});
