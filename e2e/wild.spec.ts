import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type Locator, test } from '@playwright/test';
import { AppPage } from './app-page.ts';
import { formulaFile } from './test-files.ts';

/** A folder as macOS leaves it, with two pictures in it, one of them further down. */
function macFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'semblance-'));
  const put = (path: string, bytes: Buffer | string) => writeFileSync(join(folder, path), bytes);
  mkdirSync(join(folder, 'below'));
  put('first.png', formulaFile('a').buffer);
  put('._first.png', 'AppleDouble');
  put('.DS_Store', 'Finder');
  put('Thumbs.db', 'Explorer');
  put('below/second.png', formulaFile('b').buffer);
  put('notes.txt', 'no picture');
  return folder;
}

/** Drops paths of this machine, as a file manager does: the browser itself makes the entries. */
async function dropPaths(target: Locator, files: readonly string[]): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = (await target.boundingBox())!;
  const session = await target.page().context().newCDPSession(target.page());
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', {
      type,
      x: box.x + box.width / 2,
      y: box.y + Math.min(box.height / 2, 40),
      data,
    });
  await session.detach();
}

test('a folder dropped on the page or on a set of pictures is looked through, and what systems leave in it is no picture', async ({
  page,
}) => {
  const app = new AppPage(page);
  const folder = macFolder();
  await app.open();
  const nameOf = (slot: 'a' | 'b') => page.locator(`[data-slot=${slot}] .file-name`);
  await app.afterNextResult(() => dropPaths(page.getByRole('img', { name: 'Map of image A' }), [folder]));
  // In the order of their paths.
  await expect(nameOf('a')).toHaveText('second.png');
  await expect(nameOf('b')).toHaveText('first.png');
  await expect(page.locator('.drop-overlay')).toHaveCount(0);

  await page.getByRole('tab', { name: 'A set of pairs' }).click();
  const pictures = page.getByRole('region', { name: 'Pictures', exact: true });
  await dropPaths(pictures, [folder]);
  await expect(pictures).toContainText('2 pictures in');
  expect(app.problems).toEqual([]);
  rmSync(folder, { recursive: true });
});

/** Texts of the page whose last sign stands to the left of the letter before it. */
function wronglyEnded(): string[] {
  const found: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode() as Text | null; node; node = texts.nextNode() as Text | null) {
    const text = node;
    const end = /[A-Za-z][^\p{L}\p{N}\s]+\s*$/u.exec(text.data);
    if (!end || !text.parentElement?.checkVisibility()) continue;
    const [letter, sign] = [0, 1].map((next) => {
      const range = document.createRange();
      range.setStart(text, end.index + next);
      range.setEnd(text, end.index + next + 1);
      return range.getBoundingClientRect();
    });
    if (letter!.width > 0 && sign!.top === letter!.top && sign!.left < letter!.left) found.push(text.data);
  }
  return found;
}

test('on a page that runs from right to left, scales and numbers do not', async ({ page }) => {
  const app = new AppPage(page);
  await app.open({ method: 'decomposition', against: 'none' });
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  const legend = page.getByRole('region', { name: 'Colour scale' });
  const [low, high] = await Promise.all(
    [legend.locator('.legend-end').first(), legend.locator('.legend-end.high')].map((end) =>
      end.boundingBox(),
    ),
  );
  const ramp = (await legend.locator('.ramp').boundingBox())!;
  // The smallest value stands where the bar begins.
  expect(low!.x).toBeLessThan(high!.x);
  expect(Math.abs(low!.x - ramp.x)).toBeLessThan(2);
  expect(Math.abs(high!.x + high!.width - ramp.x - ramp.width)).toBeLessThan(2);
  // A minus stands before its number, wherever one is shown.
  for (const output of await page.getByRole('status', { name: /^(Similarity|Distance|Objective)$/ }).all())
    await expect(output).toHaveCSS('direction', 'ltr');
  for (const number of await page.locator('main .number').all())
    await expect(number).toHaveCSS('direction', 'ltr');
  // A sentence that is not translated ends at its right end: “Your network…”, not “…Your network”.
  expect(await page.evaluate(wronglyEnded)).toEqual([]);
  // Names of groups and of single fields begin alike, at the right end of their field.
  const begins = await page
    .locator('.controls .field')
    .locator('> label, > div.field-label, > .hint')
    .evaluateAll((labels) =>
      labels
        .filter((label) => label.checkVisibility() && label.children.length === 0)
        .map((label) => {
          const words = document.createRange();
          words.selectNodeContents(label);
          return label.parentElement!.getBoundingClientRect().right - words.getBoundingClientRect().right;
        }),
    );
  expect(begins.length).toBeGreaterThan(8);
  expect(Math.max(...begins)).toBeLessThan(2);
  // Everything else does: the column beside the stage has changed sides.
  const [stage, controls] = await Promise.all(
    [page.locator('.stage'), page.locator('.controls').first()].map((part) => part.boundingBox()),
  );
  expect(controls!.x).toBeLessThan(stage!.x);
  expect(app.problems).toEqual([]);
});

test('with all storage blocked the page works, throws nothing, and says what is not kept', async ({
  baseURL,
}, testInfo) => {
  const profile = mkdtempSync(join(tmpdir(), 'semblance-'));
  mkdirSync(join(profile, 'Default'));
  // What “Block all site data” writes.
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(profile, {
    ...testInfo.project.use.launchOptions,
    ...(baseURL !== undefined && { baseURL }),
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    const app = new AppPage(page);
    await app.open({ backend: 'wasm', against: 'none' });
    const refused = await page.evaluate(() => {
      try {
        return typeof localStorage.length;
      } catch (error) {
        return (error as Error).name;
      }
    });
    expect(refused).toBe('SecurityError');
    await app.afterNextResult(() => app.setFiles({ a: formulaFile('a') }));
    await page
      .getByRole('button', { name: /^About/ })
      .first()
      .click();
    await expect(page.getByRole('dialog')).toContainText(
      'This browser refuses storage to this page. Not kept:',
    );
    expect(app.problems).toEqual([]);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
});
