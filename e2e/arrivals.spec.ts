import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { AppPage, type TestFile } from './app-page.ts';
import { DIST } from './static-server.ts';
import { formulaFile, photograph } from './test-files.ts';

interface Bag {
  readonly files?: readonly TestFile[];
  readonly text?: Readonly<Record<string, string>>;
}

/** Sends drag or paste events with these contents to an element; resolves to whether the page took the last one. */
function send(target: Locator, types: readonly string[], { files = [], text = {} }: Bag): Promise<boolean> {
  const data = files.map(({ name, mimeType, buffer }) => ({
    name,
    mimeType,
    base64: buffer.toString('base64'),
  }));
  return target.evaluate(
    (element, { list, words, events }) => {
      const bag = new DataTransfer();
      for (const [type, value] of Object.entries(words)) bag.setData(type, value);
      for (const { name, mimeType, base64 } of list) {
        const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
        bag.items.add(new File([bytes], name, { type: mimeType }));
      }
      const options = { bubbles: true, cancelable: true };
      return events
        .map((type) => {
          const event =
            type === 'paste'
              ? new ClipboardEvent(type, { ...options, clipboardData: bag })
              : new DragEvent(type, { ...options, dataTransfer: bag });
          element.dispatchEvent(event);
          return event.defaultPrevented;
        })
        .at(-1)!;
    },
    { list: data, words: text, events: [...types] },
  );
}

const DRAG = ['dragenter', 'dragover'];
const DROP = [...DRAG, 'drop'];
const csv = (text: string): TestFile => ({
  name: 'list.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
});
const nameOf = (page: Page, slot: 'a' | 'b') => page.locator(`[data-slot=${slot}] .file-name`);

test('what is pasted or dropped goes where it is meant, and what cannot be taken is said', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const app = new AppPage(page);
  await app.open({ backend: 'wasm' });
  await page.getByRole('tab', { name: 'A set of pairs' }).click();
  await page.getByLabel('Which pairs').selectOption('list');
  const list = page.getByLabel(/^Two names per line/);
  const sample = (await nameOf(page, 'a').textContent())!;
  const cells: Bag = { files: [formulaFile('a')], text: { 'text/plain': 'a.jpg\tb.jpg' } };

  // Cells of a spreadsheet: in the list their text is meant, which the browser puts there.
  expect(await send(list, ['paste'], cells)).toBe(false);
  await expect(nameOf(page, 'a')).toHaveText(sample);
  // With the focus in a pane, the picture is meant for it.
  await app.afterNextResult(() => send(page.getByRole('img', { name: 'Map of image B' }), ['paste'], cells));
  await expect(nameOf(page, 'b')).toHaveText('formula-a.png');
  await expect(nameOf(page, 'a')).toHaveText(sample);

  // A list dropped on the list, and on the pictures: taken as what it is, both times.
  await send(list, DROP, { files: [csv('alps,canyon\n')] });
  await expect(list).toHaveValue('alps,canyon\n');
  const pictures = page.getByRole('region', { name: 'Pictures', exact: true });
  await send(pictures, DROP, { files: [csv('alps,boats\ncanyon,boats\n')] });
  await expect(list).toHaveValue('alps,boats\ncanyon,boats\n');
  await expect(pictures).toContainText('photographs that ship with this page');

  // Pictures that come while a run is under way are not taken, and not lost without a word.
  await page.getByRole('button', { name: 'Run the test' }).click();
  await expect(page.getByRole('progressbar', { name: 'Testing' })).toBeVisible();
  await send(pictures, DROP, { files: [formulaFile('a'), formulaFile('b')] });
  await expect(page.getByText('A run is under way: 2 new files were not taken.')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel the run' }).click();
  await expect(page.getByText(/Cancelled\. \d+ pairs? /)).toBeVisible();

  // A link from another page: the page stays, and says why nothing came.
  const elsewhere: Bag = { text: { 'text/uri-list': 'https://elsewhere.test/cat.jpg' } };
  expect(await send(page.locator('[data-slot=a]'), DROP, elsewhere)).toBe(true);
  const notice = page.locator('.notice');
  await expect(notice).toContainText('This came as a link');
  await expect(nameOf(page, 'a')).toHaveText(sample);
  // So it does of an address that is pasted, and of a piece of a page; text that is neither is left alone.
  for (const text of [
    { 'text/plain': 'https://elsewhere.test/cat.jpg' },
    { 'text/html': '<p>A cat: <img src="https://elsewhere.test/cat.jpg"></p>', 'text/plain': 'A cat:' },
  ]) {
    await notice.getByRole('button').click();
    await expect(notice).toHaveCount(0);
    expect(await send(page.locator('[data-slot=a]'), ['paste'], { text })).toBe(true);
    await expect(notice).toContainText('This came as a link');
  }
  expect(await send(page.locator('[data-slot=a]'), ['paste'], { text: { 'text/plain': 'a, b' } })).toBe(
    false,
  );
  // A sample of this very page is one.
  const own = new URL('samples/alps.jpg', page.url()).href;
  await app.afterNextResult(() =>
    send(page.locator('[data-slot=a]'), DROP, { text: { 'text/uri-list': own } }),
  );
  await expect(nameOf(page, 'a')).not.toHaveText(sample);

  // A drag that is cancelled sends no event: the pointer moves again.
  const overlay = page.locator('.drop-overlay');
  await send(page.locator('body'), DRAG, { files: [formulaFile('a')] });
  await expect(overlay).toBeVisible();
  await page.mouse.move(200, 200);
  await page.mouse.move(210, 210);
  await expect(overlay).toHaveCount(0);
  expect(app.problems).toEqual([]);
  expect(app.foreign).toEqual([]);
});

test('leaving asks only where own work would be lost', async ({ page }) => {
  const app = new AppPage(page);
  await app.open({ backend: 'wasm' });
  const asks = async () => {
    let asked = false;
    page.once('dialog', (dialog) => {
      asked = dialog.type() === 'beforeunload';
      void dialog.dismiss();
    });
    await page.evaluate(() => location.reload());
    return () => asked;
  };
  await page.getByRole('tab', { name: 'Gallery' }).click();
  await page
    .getByLabel('Gallery images')
    .setInputFiles([photograph('march-pastoral'), photograph('nagasaki-boats')]);
  await expect(page.getByLabel('Gallery status')).toHaveText('2 of 2 images embedded');
  await expect.poll(await asks()).toBe(true);
  // It stayed.
  await expect(page.getByLabel('Gallery status')).toHaveText('2 of 2 images embedded');
  await page.getByRole('button', { name: 'Use the bundled photographs' }).click();
  await expect(page.getByLabel('Gallery status')).not.toHaveText(/^[012] of/);
  // The photographs that ship are no work of anybody's.
  await page.reload();
  await app.done();
  await expect(page.getByLabel('Gallery status')).toHaveCount(0);
  expect(app.problems).toEqual([]);
});

test('panels are opened, edits undone and steps taken back by key; the focus stays on the page', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open({ backend: 'wasm' });
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  const redo = page.getByRole('button', { name: 'Redo', exact: true });
  await expect(undo).toBeDisabled();
  await expect(redo).toBeDisabled();
  const score = await app.score();
  // A key of a Cyrillic layout.
  await app.afterNextResult(() =>
    page.evaluate(() =>
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'ь', code: 'KeyM', bubbles: true, cancelable: true }),
      ),
    ),
  );
  const euclidean = await app.score();
  expect(euclidean).not.toBe(score);
  await undo.focus();
  await app.afterNextResult(() => page.keyboard.press('Enter'));
  expect(await app.score()).toBe(score);
  // Nothing more to undo: the button says so and keeps the focus.
  await expect(undo).toBeDisabled();
  await expect(undo).toBeFocused();
  await app.afterNextResult(() => page.keyboard.press('Shift+U'));
  expect(await app.score()).toBe(euclidean);

  const tabs = page.getByRole('tab');
  expect(await tabs.count()).toBe(11);
  for (const [index, key] of [...'123456789tk'].entries()) {
    await page.keyboard.press(key);
    await expect(tabs.nth(index)).toBeFocused();
    await expect(tabs.nth(index)).toHaveAttribute('aria-selected', 'true');
  }
  // A tab that is open stays open.
  await page.getByRole('tab', { name: 'What if gone' }).click();
  await page.getByRole('tab', { name: 'What if gone' }).click();
  const panel = page.getByRole('tabpanel');
  const whatIf = page.locator('.what-if');
  await expect(whatIf).not.toHaveAttribute('data-settled', '0');
  await panel
    .getByRole('button', { name: /^Erase/ })
    .first()
    .click();
  const editUndo = panel.getByRole('button', { name: 'Undo' });
  await expect(editUndo).toBeEnabled();
  const result = await app.main.getAttribute('data-result');
  await page.keyboard.press('u');
  await expect(editUndo).toBeDisabled();
  // The edit was taken back, not the metric.
  expect(await app.main.getAttribute('data-result')).toBe(result);
  expect(await app.score()).toBe(euclidean);
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
  expect(app.problems).toEqual([]);
});

test('opened as a file, or at an address without its slash, the page says what to do instead of staying blank', async ({
  page,
  baseURL,
}) => {
  const words = page.getByText(/has to end in a slash or in index\.html/);
  await page.goto(`file://${resolve(DIST)}/index.html`);
  await expect(words).toBeVisible();
  const bare = baseURL!.replace(/\/$/, '');
  const body = readFileSync(`${DIST}/index.html`, 'utf8');
  await page.route(bare, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(bare);
  await expect(words).toBeVisible();
});

test('in forced colours, what is chosen can be told from what is not', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const app = new AppPage(page);
  await app.open({ backend: 'wasm' });
  const groundOf = (theme: string) =>
    page
      .getByRole('radio', { name: theme })
      .evaluate((input) => getComputedStyle(input.nextElementSibling!).backgroundColor);
  expect(await groundOf('System theme')).not.toBe(await groundOf('Dark theme'));
});
