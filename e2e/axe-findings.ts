import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * Everything axe knows of WCAG 2.2 A and AA and its best practices; in the dark, what the dark can change. Colours are
 * the same at every width, so they are looked at on a wide screen only.
 *
 * @param within a selector, where the rest of the page is another test's.
 * @param changed a selector of what has changed since the whole page was looked at: as a whole it is looked at again
 *   once, wide and in the light; in the dark and on a narrow screen, that part.
 */
export async function axeFindings(
  page: Page,
  { within, changed }: { within?: string; changed?: string } = {},
): Promise<string[]> {
  const found: string[] = [];
  const isWide = (page.viewportSize()?.width ?? 0) > 900;
  for (const colorScheme of isWide ? (['dark', 'light'] as const) : (['light'] as const)) {
    await page.emulateMedia({ colorScheme });
    // Colours that are still changing are nobody's contrast.
    await page.evaluate(() =>
      Promise.all(
        document
          .getAnimations()
          .map((each) =>
            Promise.race([each.finished.catch(() => undefined), new Promise((r) => setTimeout(r, 500))]),
          ),
      ),
    );
    // Of what is in order axe would write down where each element stands, in a page opened for it: most of its time. One
    // call in the page itself (“legacy”: it cannot look into frames of other origins, of which there are none) does not.
    const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
    const part = within ?? (isWide && colorScheme === 'light' ? undefined : changed);
    if (part) axe.include(part);
    if (colorScheme === 'dark') axe.withRules(['color-contrast']);
    else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
    if (!isWide) axe.disableRules(['color-contrast']);
    let { violations } = await axe.analyze();
    if (violations.length > 0) {
      // A colour on its way from light to dark is neither; one that stays is a finding.
      await page.waitForTimeout(1000);
      ({ violations } = await axe.analyze());
    }
    for (const { id, nodes } of violations)
      for (const { target, failureSummary } of nodes)
        found.push(`${colorScheme} ${id}: ${target.join(' ')}: ${failureSummary?.split('\n').at(-1) ?? ''}`);
  }
  return found;
}
