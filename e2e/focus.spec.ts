import { expect, type Page, test } from '@playwright/test';
import { AppPage } from './app-page.ts';

/** Presses at most, in a panel: lists of channels and of pairs have dozens of buttons alike. */
const PRESSES = 14;

/** From now on whatever loses the focus to the page itself is written down. */
const watch = (page: Page) =>
  page.evaluate(() => {
    const lost: string[] = [];
    Object.assign(window, { lost });
    let last: Element | null = null;
    let words = '';
    const look = () => {
      const { activeElement } = document;
      if (activeElement !== document.body) {
        last = activeElement;
        words = last?.getAttribute('aria-label') ?? last?.textContent.slice(0, 60) ?? '';
      } else if (last !== null) {
        lost.push(words);
        last = null;
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

test('no button of any panel loses the focus to the page, whatever it starts or ends', async ({ page }) => {
  test.setTimeout(240_000);
  const app = new AppPage(page);
  await app.open({ backend: 'wasm', against: 'none' });
  await watch(page);
  const tabs = page.getByRole('tab');
  const pressed = new Set<string>();
  for (let i = 0; i < (await tabs.count()); i++) {
    const tab = (await tabs.nth(i).textContent())!;
    await tabs.nth(i).press('Enter');
    const panel = page.getByRole('tabpanel', { name: tab, exact: true });
    await expect(panel).toContainText(/\p{L}{4,} /u);
    await expect(panel).not.toContainText('Loading…');
    for (let press = 0; press < PRESSES; press++) {
      // Some lead to another panel.
      if (!(await panel.isVisible())) {
        await tabs.nth(i).press('Enter');
        await expect(panel).toBeVisible();
      }
      const next = await page.evaluate(
        (known) => {
          const buttons = [...document.querySelectorAll<HTMLElement>('[role=tabpanel] button')];
          const wanted = buttons.find((button) => {
            const words = button.getAttribute('aria-label') ?? button.textContent;
            return (
              button.offsetParent !== null &&
              button.getAttribute('aria-disabled') === null &&
              !known.includes(words.replaceAll(/\d+/g, '#'))
            );
          });
          wanted?.focus();
          return wanted ? (wanted.getAttribute('aria-label') ?? wanted.textContent) : null;
        },
        [...pressed],
      );
      if (next === null) break;
      pressed.add(next.replaceAll(/\d+/g, '#'));
      await page.keyboard.press('Enter');
      await page.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      );
    }
  }
  // Among them those that begin long work, and those that end it.
  for (const name of [
    'Test this map',
    'Stop',
    'Shuffle the weights',
    'Run the test',
    'Make the table',
    'Compare #',
  ])
    expect([...pressed]).toContain(name);
  expect(pressed.size).toBeGreaterThan(25);
  await expect.poll(() => page.evaluate(() => (window as unknown as { lost: string[] }).lost)).toEqual([]);
  // The watch itself sees what it is there for.
  await page.evaluate(() => {
    (document.activeElement as HTMLElement).blur();
  });
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { lost: string[] }).lost.length))
    .toBeGreaterThan(0);
  expect(app.problems).toEqual([]);
});
