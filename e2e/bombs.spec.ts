import { readFileSync, writeFileSync } from 'node:fs';
import { type Browser, expect, test } from '@playwright/test';
import { gifOf, inflatingPng } from '../scripts/hostile-images/bombs.mjs';
import { AppPage } from './app-page.ts';

interface Process {
  readonly type: string;
  readonly id: number;
}

/** Process ids of what renders pages, their workers included. */
async function renderers(browser: Browser): Promise<readonly number[]> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as { processInfo: Process[] };
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

/** The most memory that a process has held since {@link forgetPeak}, bytes; Linux tells. */
const peakOf = (id: number): number =>
  Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))![1]) * 1024;

const forgetPeak = (id: number) => writeFileSync(`/proc/${id}/clear_refs`, '5');

/** Of a picture of 64×64, or of none: the decoder's worker and its pieces, far below what the files inflate to. */
const MOST = 600e6;

test('small files that would fill the memory do not: two gigabytes in a PNG of 64×64, 400 megapixels in a GIF of 1×1', async ({
  page,
  browser,
}) => {
  const app = new AppPage(page);
  await app.open({ backend: 'wasm' });
  const pane = page.locator('[data-slot=a]');
  const png = { name: 'bomb.png', mimeType: 'image/png', buffer: inflatingPng(2048) };
  const gif = { name: 'bomb.gif', mimeType: 'image/gif', buffer: gifOf(1, [20_000]) };
  expect(png.buffer.length).toBeLessThan(2.5e6);

  const linux = process.platform === 'linux';
  const ids = linux ? await renderers(browser) : [];
  for (const id of ids) forgetPeak(id);
  const before = ids.map(peakOf);

  await app.afterNextResult(() => app.setFiles({ a: png }));
  await expect(pane.locator('.file-name')).toHaveText('bomb.png');
  await app.setFiles({ a: gif });
  await expect(pane.getByRole('alert')).toContainText(/bomb\.gif could not be used\. .*400 megapixels/);

  const grown = ids.map((id, i) => peakOf(id) - before[i]!);
  if (linux) expect(ids.length).toBeGreaterThan(0);
  for (const bytes of grown) expect(bytes).toBeLessThan(MOST);
  console.log(
    `memory over what the page had: ${grown.map((bytes) => `${Math.round(bytes / 1e6)} MB`).join(', ')}`,
  );
  expect(app.problems).toEqual([]);
});
