import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { AppPage } from './app-page.ts';

interface Hostile {
  readonly file: string;
  readonly what: string;
  readonly expect: 'picture' | 'error' | 'either';
}

const CHUNKS = 4;

/** All files of the seeded generator through the app, one after the other, `CHUNKS` tests that share them. */
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
  });

  for (let chunk = 0; chunk < CHUNKS; chunk++)
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
        if (outcome === 'picture') pictures++;
        else {
          const words = (await alert.textContent())!.replace(`${name} could not be used.`, '').trim();
          if (words.length < 40 || /undefined|null|\[object|Error:/.test(words))
            wrong.push(`${name}: “${words}”`);
        }
        if (hostile.expect !== 'either' && hostile.expect !== outcome)
          wrong.push(`${name} (${hostile.what}): ${outcome}, expected ${hostile.expect}`);
      }
      expect(wrong).toEqual([]);
      expect(pictures).toBeGreaterThan(10);
      // The app goes on.
      await expect(app.main).toHaveAttribute('data-job', 'done');
      await app.afterNextResult(() => app.choose('Metric', 'Euclidean'));
      expect(Number.isFinite(await app.score())).toBe(true);
      expect(app.problems).toEqual([]);
    });
});
