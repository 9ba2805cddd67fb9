import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export const SCREENS = [
  { name: '1360×900', viewport: { width: 1360, height: 900 } },
  { name: '360×740', viewport: { width: 360, height: 740 } },
] as const;

export const PANEL = '[role=tabpanel]';

interface Scan {
  readonly colorScheme: 'dark' | 'light';
  /** Selector of what is looked at; nothing: the whole page. */
  readonly part?: string | undefined;
  /** Contrast, which is most of axe's time, everything else, or both. */
  readonly rules: 'contrast' | 'others' | 'all';
}

/** Contrast where something changed, in both themes; all else of the whole page, where names may meet twice. */
function scansOf(isWide: boolean, within: string | undefined, changed: string | undefined): Scan[] {
  const part = within ?? changed;
  if (!isWide) return [{ colorScheme: 'light', part, rules: 'others' }];
  const dark: Scan = { colorScheme: 'dark', part, rules: 'contrast' };
  if (within !== undefined || changed === undefined)
    return [dark, { colorScheme: 'light', part, rules: 'all' }];
  return [dark, { colorScheme: 'light', part, rules: 'contrast' }, { colorScheme: 'light', rules: 'others' }];
}

/**
 * Everything axe knows of WCAG 2.2 A and AA and its best practices; in the dark, what the dark can change. Colours are
 * the same at every width, so they are looked at on a wide screen only.
 *
 * @param within a selector, where the rest of the page is another test's.
 * @param changed a selector of what has changed since the whole page was looked at: colours are looked at there alone,
 *   and on a narrow screen everything is.
 */
export async function axeFindings(
  page: Page,
  { within, changed }: { within?: string; changed?: string } = {},
): Promise<string[]> {
  const found: string[] = [];
  const isWide = (page.viewportSize()?.width ?? 0) > 900;
  for (const { colorScheme, part, rules } of scansOf(isWide, within, changed)) {
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
    if (part) axe.include(part);
    if (rules === 'contrast') axe.withRules(['color-contrast']);
    else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
    if (rules === 'others') axe.disableRules(['color-contrast']);
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

/** Looks at the panel that is open, wide and narrow, which nothing may be wider than. */
export async function expectSoundPanel(page: Page, name: string): Promise<void> {
  for (const { name: screen, viewport } of SCREENS) {
    await page.setViewportSize(viewport);
    expect.soft(await axeFindings(page, { changed: PANEL }), `${name}, ${screen}`).toEqual([]);
    expect.soft(await overflow(page), `${name}, ${screen}: wider than the screen`).toBeLessThanOrEqual(0);
  }
}

/** Pixels by which the page is wider than the window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
