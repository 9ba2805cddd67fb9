import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { random } from '../src/core/random.ts';
import { AppPage } from './app-page.ts';
import { FULL_SWEEP } from './sweep.ts';
import { pngFile } from './test-files.ts';

/** Pictures of the folder: a push reads fewer, and embeds a few of them. */
const PICTURES = FULL_SWEEP ? 13_000 : 2500;
const CLASSES = 50;
/** Pictures that a list names, and its lines. */
const LISTED = 2000;
const LINES = 6000;
/** Milliseconds: what froze took 2,500 and more; a machine that is busy with other tests takes several times its usual. */
const FREEZE = 1000;

interface Waits {
  frame: number;
  key: number;
}

/** Entries that TypeScript does not know: https://w3c.github.io/long-animation-frames */
interface LongFrame extends PerformanceEntry {
  readonly renderStart: number;
  readonly scripts: readonly { readonly duration: number }[];
}

/**
 * Observes what the page itself takes in a frame, scripts and drawing, and how long it is from a key to the next paint.
 * What the browser does to hand over thousands of files is none of it.
 */
const observe = () => {
  const waits = { frame: 0, key: 0 };
  Object.assign(window, { waits });
  new PerformanceObserver((list) => {
    for (const { renderStart, scripts, startTime, duration } of list.getEntries() as LongFrame[]) {
      const drawn = renderStart > 0 ? startTime + duration - renderStart : 0;
      const worked = scripts.reduce((sum, script) => sum + script.duration, drawn);
      waits.frame = Math.max(waits.frame, Math.round(worked));
    }
  }).observe({ type: 'long-animation-frame' });
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries())
      if (name.startsWith('key')) waits.key = Math.max(waits.key, duration);
  }).observe({ type: 'event' });
};

/** The longest of either since this was asked last. */
const longest = (page: Page): Promise<Waits> =>
  page.evaluate(
    () =>
      new Promise<Waits>((told) => {
        const { waits } = window as unknown as { waits: Waits };
        // What was just observed is told in a task of its own.
        setTimeout(() => {
          told({ ...waits });
          Object.assign(waits, { frame: 0, key: 0 });
        });
      }),
  );

/** Files of a few pixels each, no two alike, in folders as classes. */
function fill(folder: string): string[] {
  const stream = random(4);
  for (let i = 0; i < CLASSES; i++) mkdirSync(join(folder, `class ${i}`), { recursive: true });
  return Array.from({ length: PICTURES }, (_, i) => {
    const path = `class ${i % CLASSES}/picture ${i}.png`;
    const rgb = Uint8Array.from({ length: 48 }, () => stream.below(256));
    writeFileSync(join(folder, path), pngFile('', rgb, 4, 4).buffer);
    return path;
  });
}

test('thousands of pictures, and of lines that name them, hold nothing up', async ({ page }, info) => {
  test.setTimeout(FULL_SWEEP ? 1_500_000 : 300_000);
  const app = new AppPage(page);
  await page.addInitScript(observe);
  const seen: string[] = [];
  const heldUpNothing = async (what: string) => {
    const { frame, key } = await longest(page);
    seen.push(`${what}: longest frame ${frame} ms${key > 0 ? `, key to paint ${key} ms` : ''}`);
    expect(Math.max(frame, key), seen.join('; ')).toBeLessThan(FREEZE);
  };

  const folder = info.outputPath('set');
  const paths = fill(folder);
  await app.open({ backend: 'wasm', against: 'none' });
  await page.getByRole('tab', { name: 'A set of pairs' }).click();
  const pictures = page.getByRole('region', { name: 'Pictures', exact: true });
  const pairs = page.getByRole('region', { name: 'Pairs', exact: true });
  await expect(pictures).toBeVisible();
  await longest(page);

  await page.getByLabel('Choose a folder').setInputFiles(folder);
  await expect(pictures).toContainText(`${PICTURES} pictures in ${CLASSES} folders`);
  await heldUpNothing(`${PICTURES} pictures for pairs`);
  await expect(pairs).toContainText(`drawn from ${(PICTURES * (PICTURES - 1)) / 2}`);
  await page.getByLabel('Which pairs').selectOption('folder');
  await expect(pairs).toContainText(`drawn from ${(PICTURES * (PICTURES / CLASSES - 1)) / 2}`);
  await page.getByLabel('At most').fill('40');
  await expect(pairs).toContainText('40 pairs');
  await heldUpNothing('other pairs of them');

  await page.getByLabel('Which pairs').selectOption('list');
  const stream = random(5);
  const lines = Array.from({ length: LINES }, () =>
    [paths[stream.below(LISTED)], paths[stream.below(LISTED)]].join(','),
  );
  await page
    .getByLabel('Open a CSV file')
    .setInputFiles({ name: 'pairs.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
  await expect(pairs).toContainText(/drawn from [56]\d{3}, /);
  await heldUpNothing(`a list of ${LINES} lines`);
  await page.getByLabel(/^Two names per line/).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\nnobody,none');
  await expect(pairs).toContainText('there is no picture “nobody”');
  await heldUpNothing('typing into it');

  await page.getByRole('tab', { name: 'Gallery' }).click();
  await page.getByLabel('Gallery folder').setInputFiles(folder);
  const status = page.getByLabel('Gallery status');
  await expect(status).toHaveText(new RegExp(`^[1-9]\\d* of ${PICTURES} images embedded`));
  await heldUpNothing(`${PICTURES} pictures for a gallery`);
  const listed = page.getByRole('listbox', { name: 'Gallery' }).getByRole('option');
  await listed.first().focus();
  await page.keyboard.press('End');
  await expect(listed.last()).toBeFocused();
  await page.getByLabel('Find by name').pressSequentially('picture 77');
  await expect(listed.first()).toHaveAttribute('aria-setsize', FULL_SWEEP ? '111' : '11');
  await heldUpNothing('looking through it while it is embedded');
  if (FULL_SWEEP) {
    await expect(status).toHaveText(`${PICTURES} of ${PICTURES} images embedded`, { timeout: 1_200_000 });
    await heldUpNothing('all of it embedded');
    await listed.first().click();
    await expect(page.getByRole('list', { name: 'Nearest images' }).getByRole('listitem')).not.toHaveCount(0);
    await heldUpNothing('neighbours among all');
  }
  info.annotations.push({ type: 'waits', description: seen.join('; ') });
  expect(app.problems).toEqual([]);
});
