import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { AppPage, type TestFile } from './app-page.ts';
import { pngFile } from './test-files.ts';

const SIDE = 64;

/** Stripes of a colour, as wide as the number says: pictures that are alike in one of two ways. */
function stripes(name: string, colour: readonly [number, number, number], width: number): TestFile {
  const rgb = Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, i) =>
    Math.floor((Math.floor(i / 3) % SIDE) / width) % 2 === 0 ? colour[i % 3]! : 24 + ((i * 7) % 5),
  );
  return pngFile(name, rgb, SIDE, SIDE);
}

test('classes come from a list: scored, in a matrix, and a few images chosen by hand stand for them', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open({ backend: 'wasm', against: 'none' });
  await page.getByRole('tab', { name: 'Gallery' }).click();
  await page
    .getByLabel('Gallery images')
    .setInputFiles([
      stripes('r1.png', [250, 40, 30], 4),
      stripes('r2.png', [240, 50, 40], 5),
      stripes('g1.png', [40, 200, 60], 16),
      stripes('g2.png', [50, 210, 50], 17),
      stripes('w1.png', [255, 255, 255], 32),
      stripes('w2.png', [245, 250, 255], 31),
    ]);
  await expect(page.getByLabel('Gallery status')).toHaveText('6 of 6 images embedded');
  const csv =
    '\uFEFFBild;Klasse\r\nr1;red\r\nR2.PNG;red\r\ng1;green\r\ng2;green\r\nw1;white\r\nw2;white\r\nx;red\r\n';
  await page
    .getByLabel('Class list')
    .setInputFiles({ name: 'classes.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect(page.getByText('“classes.csv” says the class of 6 of these pictures')).toBeVisible();
  await expect(page.getByText('Line 8: there is no picture “x”.')).toBeVisible();

  await page.getByRole('button', { name: 'Score 6 pictures in 3 classes' }).click();
  const classes = page.getByRole('listbox', { name: 'Mean similarity' });
  await classes.focus();
  await page.keyboard.press('ArrowDown');
  await expect(classes.getByRole('option')).toHaveText(/^red and green: 0\.\d+$/);
  await expect(classes.getByRole('option')).toHaveAttribute('aria-posinset', '4');
  await page.getByRole('radio', { name: 'Pictures' }).check();
  const images = page.getByRole('listbox', { name: 'Similarity', exact: true });
  await images.focus();
  await page.keyboard.press('ArrowRight');
  const words = await images.getByRole('option').textContent();
  const value = Number(/^g1\.png and g2\.png: (0\.\d+)$/.exec(words!)![1]);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export matrix (CSV)' }).click(),
  ]);
  const rows = (await readFile(await file.path(), 'utf8')).split('\r\n');
  expect(rows[0]).toBe(',g1.png,g2.png,r1.png,r2.png,w1.png,w2.png');
  expect(Number(rows[1]!.split(',')[2])).toBeCloseTo(value, 5);
  await images.focus();
  await app.afterNextResult(() => page.keyboard.press('Enter'));
  expect(await app.score()).toBeCloseTo(value, 5);

  await page.getByText('Few-shot: classes from a handful of images').click();
  const pick = (name: string) =>
    page.getByRole('option', { name, exact: true }).click({ modifiers: ['ControlOrMeta'] });
  for (const name of ['r1.png', 'w1.png']) {
    await pick(name);
    await page.getByRole('button', { name: 'Use the 1 selected as a class' }).click();
  }
  await pick('r2.png');
  await pick('g1.png');
  await page.getByRole('button', { name: 'Use the 2 selected as queries' }).click();
  await page.getByRole('button', { name: 'Classify' }).click();
  const queries = page.getByRole('list', { name: 'Queries by hand' }).getByRole('listitem');
  await expect(queries).toHaveCount(2);
  await expect(queries.first()).toContainText(
    /r2\.png\s*Right: red 0\.\d+, white 0\.\d+|r2\.png\s*Right: red 1/,
  );
  // No class of the episode is its own: it is neither right nor wrong.
  await expect(queries.last()).not.toContainText(/Right|Wrong/);
  await expect(
    queries.first().getByRole('img', { name: 'Map of r2.png for red against white' }),
  ).toBeVisible();
  expect(app.problems).toEqual([]);
});

test('a page that goes away in the middle goes on where it was: what is kept is not embedded again', async ({
  page,
}) => {
  // What the page asks its engines for, counted where it leaves the page.
  await page.addInitScript(() => {
    const asked = { pictures: 0 };
    Object.assign(globalThis, { asked });
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (this: Worker, message: unknown, ...rest: never[]) {
      const { path, argumentList } = message as { path?: string[]; argumentList?: { value: unknown }[] };
      if (path?.at(-1) === 'embed') asked.pictures += Number(argumentList![1]!.value);
      postMessage.call(this, message, ...rest);
    };
  });
  const asked = () =>
    page.evaluate(() => (globalThis as unknown as { asked: { pictures: number } }).asked.pictures);
  const count = 96;
  const files = Array.from({ length: count }, (_, i) =>
    stripes(`${String(i).padStart(3, '0')}.png`, [(i * 37) % 256, (i * 91) % 256, i], 2 + (i % 29)),
  );
  const app = new AppPage(page);
  const status = page.getByLabel('Gallery status');
  await app.open({ backend: 'wasm', against: 'none' });
  await page.getByRole('tab', { name: 'Gallery' }).click();
  // Whether the browser grants it is known a moment later.
  const keep = page.getByRole('checkbox', { name: /^Keep on this device/ });
  await keep.click();
  await expect(keep).toBeChecked();
  await page.getByLabel('Gallery images').setInputFiles(files);
  await expect(status).toHaveText(/^[2-9]\d of 96 images embedded$/);
  await page.reload();
  await app.done();
  await page.getByRole('tab', { name: 'Gallery' }).click();
  await page.getByLabel('Gallery images').setInputFiles(files);
  await expect(status).toHaveText('96 of 96 images embedded');
  const said = await page.getByText(/^\d+ vectors were kept on this device; the rest/).textContent();
  const recalled = Number(/^\d+/.exec(said!)![0]);
  expect(recalled).toBeGreaterThan(0);
  // The pair on the stage asks for a few of its own, by the way.
  expect(await asked()).toBeGreaterThanOrEqual(count - recalled);
  expect(await asked()).toBeLessThan(count);
  expect(app.problems).toEqual([]);
});
