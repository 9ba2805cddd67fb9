import { expect, type Page, test } from '@playwright/test';
import { AppPage } from './app-page.ts';
import { photograph } from './test-files.ts';

/** What a browser's translation does: every text node gets a `<font>` around another text, now and ever after. */
async function translate(page: Page): Promise<void> {
  await page.evaluate(() => {
    const wrap = (node: Node) => {
      const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts) {
        const parent = text.parentElement;
        if (
          !parent ||
          /^(FONT|SCRIPT|STYLE|OPTION|TEXTAREA|TITLE)$/.test(parent.tagName) ||
          !text.data.trim()
        )
          continue;
        const font = document.createElement('font');
        font.textContent = text.data;
        text.replaceWith(font);
      }
    };
    wrap(document.body);
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) wrap(node.parentNode ?? node);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}

test('a page that the browser translates goes on working, and labels belong to their numbers', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const app = new AppPage(page);
  await app.open({ backend: 'wasm', against: 'none' });
  await translate(page);
  const result = page.getByRole('region', { name: 'Result' });
  for (const [metric, other] of [
    ['Euclidean', 'cosine'],
    ['Cosine', 'Euclidean'],
  ] as const) {
    await app.afterNextResult(() => page.keyboard.press('m'));
    expect((await app.score()) < 0).toBe(metric === 'Euclidean');
    await expect(result).toContainText(new RegExp(metric, 'i'));
    await expect(result).not.toContainText(new RegExp(other, 'i'));
  }
  for (const key of ['[', 'x', ']']) {
    await page.keyboard.press(key);
    await app.done();
  }
  await app.drop([photograph('march-pastoral')]);
  await app.done();
  await page.getByRole('tab', { name: 'Channels' }).click();
  await expect(page.getByRole('table').first()).toBeVisible();
  await page.getByLabel('Method', { exact: true }).selectOption('decomposition');
  await app.done();
  expect(app.problems).toEqual([]);
});
