import { expect, type Page } from '@playwright/test';

const SLOW = { timeout: 300_000 };
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();

/** What fills each panel of the workbench that is open, by the panel's name; done when its results are there. */
export const fillPanels: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  async Channels(page) {
    const table = page.getByRole('table', { name: 'Top channels' });
    await expect(table.getByRole('row')).toHaveCount(11);
    await table.getByRole('button').nth(2).click();
    await expect(page.getByRole('img', { name: /^Activation of channel/ })).toHaveCount(2);
  },
  async Points(page) {
    await expect(page.getByRole('tabpanel').getByRole('row').nth(1)).toBeVisible(SLOW);
    await page.getByRole('tabpanel').getByRole('row').nth(1).getByRole('button').first().click();
    await expect(page.getByText(/pinned/).first()).toBeVisible();
  },
  async Compare(page) {
    await button(page, /^Compare \d+$/).click();
    const cards = page.getByRole('list', { name: 'Comparison' }).locator('> li');
    await expect(cards).not.toHaveCount(0);
    await expect(cards.and(page.locator(':not([data-status=done])'))).toHaveCount(0, SLOW);
  },
  async 'Test this map'(page) {
    await page.getByRole('radio', { name: 'Quick', exact: true }).check({ force: true });
    await button(page, 'Test this map').click();
    await expect(button(page, 'Test this map again')).toBeVisible(SLOW);
  },
  async 'Sanity checks'(page) {
    await button(page, 'Exchange the partner').click();
    await expect(button(page, 'Exchange the partner again')).toBeVisible(SLOW);
    await button(page, 'Shuffle the weights').click();
    await expect(button(page, 'Shuffle the weights again')).toBeVisible(SLOW);
  },
  async 'A set of pairs'(page) {
    for (const name of ['Normalized', 'Gradient', 'Decomposition', 'Grad-CAM'])
      await page.getByRole('checkbox', { name, exact: true }).uncheck();
    await page.getByLabel('Steps per curve').selectOption('8');
    await page.getByLabel('At most').fill('2');
    await button(page, 'Run the test').click();
    await expect(page.getByRole('heading', { name: /^2 pairs, 8 steps/ })).toBeVisible(SLOW);
  },
  async 'Methods side by side'(page) {
    for (const name of ['Grad-CAM', 'Grad-CAM++', 'Relevance-CAM'])
      await page.getByRole('checkbox', { name, exact: true }).uncheck();
    await page.getByRole('radio', { name: '8', exact: true }).check({ force: true });
    await button(page, 'Make the table').click();
    await expect(button(page, 'Make the table again')).toBeVisible(SLOW);
  },
};
