import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { plainName } from '../src/core/plain-name.ts';
import { AppPage } from './app-page.ts';
import { HOSTILE_NAMES } from './hostile-names.ts';
import { orientedPhotograph, uprightPhotograph } from './oriented-photograph.ts';
import { FULL_SWEEP } from './sweep.ts';
import { formulaFile } from './test-files.ts';

interface Hostile {
  readonly file: string;
  readonly what: string;
  readonly expect: 'picture' | 'error' | 'either';
  /** Of the upright picture, pixels, where it is known. */
  readonly width?: number;
  readonly height?: number;
}

/** What scripts in files would set if they ran. */
const hacked = (page: Page) => page.evaluate(() => 'hacked' in window);

const CHUNKS = 4;
/** Every fourth file in a push, which has all as far as the browser's decoder in src/decode/worker/hostile.test.ts. */
const CHUNKS_RUN = FULL_SWEEP ? CHUNKS : 1;

/** The files of the seeded generator through the app, one after the other, in tests that share them. */
test.describe('any file', () => {
  let folder = '';
  let files: readonly Hostile[] = [];

  test.beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'semblance-hostile-'));
    execFileSync(process.execPath, ['scripts/make-hostile-images.mjs', folder]);
    files = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Hostile[];
  });
  test.afterAll(() => rmSync(folder, { recursive: true }));

  test('there are at least 300 of them', () => {
    expect(files.length).toBeGreaterThanOrEqual(300);
    // What a decoder makes of broken compressed data is its own affair; of all else it is known.
    const open = files.filter((file) => file.expect === 'either');
    expect(open.length).toBeLessThan(files.length / 4);
  });

  for (let chunk = 0; chunk < CHUNKS_RUN; chunk++)
    test(`each ends in a picture or in a clear error, ${chunk + 1} of ${CHUNKS}`, async ({ page }) => {
      test.setTimeout(600_000);
      const app = new AppPage(page);
      await app.open({ backend: 'wasm' });
      const pane = page.locator('[data-slot=a]');
      const input = page.getByLabel('Image A', { exact: true });
      const wrong: string[] = [];
      let pictures = 0;
      for (const [index, hostile] of files.entries()) {
        if (index % CHUNKS !== chunk) continue;
        // A name of its own, so that what stands on the page is surely of this file.
        const name = `${index}-${hostile.file}`;
        const buffer = readFileSync(join(folder, hostile.file));
        await input.setInputFiles({ name, mimeType: '', buffer });
        const alert = pane.getByRole('alert').filter({ hasText: `${name} could not be used.` });
        const caption = pane.locator('.file-name').filter({ hasText: name });
        await expect(alert.or(caption)).toBeVisible();
        const outcome = (await alert.count()) > 0 ? 'error' : 'picture';
        if (outcome === 'picture') {
          pictures++;
          const { width, height } = hostile;
          const seen = (await pane.getByText(/^The network saw/).textContent())!;
          if (width && height && !seen.includes(`${width}×${height}`))
            wrong.push(`${name} (${hostile.what}): “${seen}”, expected ${width}×${height}`);
        } else {
          const words = (await alert.textContent())!.replace(`${name} could not be used.`, '').trim();
          if (words.length < 40 || /undefined|null|\[object|Error:/.test(words))
            wrong.push(`${name}: “${words}”`);
        }
        if (hostile.expect !== 'either' && hostile.expect !== outcome)
          wrong.push(`${name} (${hostile.what}): ${outcome}, expected ${hostile.expect}`);
      }
      expect(wrong).toEqual([]);
      expect(pictures).toBeGreaterThan(10);
      expect(await hacked(page)).toBe(false);
      // The app goes on.
      await expect(app.main).toHaveAttribute('data-job', 'done');
      await app.afterNextResult(() => app.choose('Metric', 'Euclidean'));
      expect(Number.isFinite(await app.score())).toBe(true);
      expect(app.problems).toEqual([]);
    });
});

test('names of files do no harm: in the page, in an error, in the figure, the data and the report', async ({
  page,
  context,
}) => {
  test.setTimeout(300_000);
  const app = new AppPage(page);
  await app.open({ backend: 'wasm' });
  const plain = formulaFile('a');
  await app.afterNextResult(() => app.drop([plain], page.locator('[data-slot=a]')));
  for (const [index, name] of HOSTILE_NAMES.entries()) {
    await app.afterNextResult(() => app.drop([{ ...plain, name }], page.locator('[data-slot=a]')));
    const caption = page.locator('[data-slot=a] .file-name');
    await expect(caption).toHaveText(plainName(name).trim());
    await expect(caption.locator('*')).toHaveCount(0);
    await expect(page.locator('script:not([src]), [onload], [onerror], img[src=x]')).toHaveCount(0);

    // The same name on a file that is refused.
    const letter = { name, mimeType: '', buffer: Buffer.from('Dear reader, this is text.\n') };
    await app.drop([letter], page.locator('[data-slot=b]'));
    const alert = page.locator('[data-slot=b]').getByRole('alert');
    await expect(alert).toContainText('looks like text');
    // In reading order, whatever direction the name claims.
    await expect(alert).toContainText(`${plainName(name)} could not be used.`.trim());
    // What leaves the page takes most of the time: a push takes every third name along.
    if (!FULL_SWEEP && index % 3 !== 0) continue;
    const { manifest } = await app.exportData();
    expect(manifest.images).toMatchObject({ a: { name: plainName(name) } });
    for (const what of ['Export data', 'Export figure', 'Export report']) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: what, exact: true }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(
        /^[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*-objects-sfam-cosine\.(zip|png|html)$/u,
      );
      if (what !== 'Export report') continue;
      // The report is opened as a page of its own: it says the name, and nothing of it runs or asks.
      const report = await context.newPage();
      const asked: string[] = [];
      report.on('request', (request) => asked.push(request.url()));
      const file = join(await download.path(), '..', 'report.html');
      await download.saveAs(file);
      await report.goto(`file://${file}`);
      await expect(report.locator('body')).toContainText(plainName(name).replace(/\s+/g, ' ').trim());
      expect(await hacked(report)).toBe(false);
      expect(await report.locator('script, svg, [onload], [onerror]').count()).toBe(0);
      expect(asked.filter((url) => !/^(file|data):/.test(url))).toEqual([]);
      await report.close();
    }
  }
  for (const width of [1360, 360]) {
    await page.setViewportSize({ width, height: 740 });
    await app.drop([{ ...plain, name: HOSTILE_NAMES.at(11)! }], page.locator('[data-slot=a]'));
    await app.done();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  expect(await hacked(page)).toBe(false);
  expect(app.problems).toEqual([]);
});

test('photographs stand upright, whichever of the eight ways they are stored: pixel by pixel', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open({ backend: 'wasm' });
  await app.afterNextResult(() => app.setFiles({ a: uprightPhotograph() }));
  for (let orientation = 1; orientation <= 8; orientation++) {
    await app.afterNextResult(() => app.setFiles({ b: orientedPhotograph(orientation) }));
    await page.getByRole('slider', { name: 'Opacity' }).fill('0');
    await app.picture('B');
    const difference = await page.evaluate(() => {
      const [a, b] = ['A', 'B'].map((slot) => {
        const canvas = document.querySelector<HTMLCanvasElement>(
          `canvas[aria-label="Map of image ${slot}"]`,
        )!;
        const { width, height } = canvas;
        return canvas.getContext('2d')!.getImageData(0, 0, width, height).data;
      });
      return a!.reduce((sum, value, i) => sum + Math.abs(value - b![i]!), 0) / a!.length;
    });
    // A JPEG of quality 98 costs less than one level; one that is mirrored or on its side, more than twenty.
    expect(difference, `orientation ${orientation}`).toBeLessThan(3);
  }
  expect(app.problems).toEqual([]);
});
