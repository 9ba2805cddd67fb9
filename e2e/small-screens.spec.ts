import { expect, test } from '@playwright/test';
import { AppPage } from './app-page.ts';
import { formulaFile } from './test-files.ts';

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('both pictures stand side by side on the first screen, one can be enlarged, and what is said of a tapped point is in view', async ({
    page,
  }) => {
    const app = new AppPage(page);
    await app.open({ backend: 'wasm' });
    const maps = [
      page.getByRole('img', { name: 'Map of image A' }),
      page.getByRole('img', { name: 'Map of image B' }),
    ] as const;
    for (const map of maps) await expect(map).toBeInViewport({ ratio: 1 });
    // Read aloud, words that stand below one another are words of their own.
    await expect(page.locator('.score-label')).toHaveText('cosine similarity of −1 to 1');
    // What may be believed is one line until it is asked for.
    const verdict = page.getByRole('status', { name: 'What may be believed' });
    await expect(verdict).not.toHaveText(/^Looking/);
    const heightOf = async () => (await verdict.boundingBox())!.height;
    const line = await heightOf();
    const more = page.getByRole('button', { name: 'More about the score' });
    await more.tap();
    expect(await heightOf()).toBeGreaterThan(1.5 * line);
    await page.getByRole('button', { name: 'Less about the score' }).tap();
    await expect(more).toBeFocused();

    await maps[0].tap();
    const readout = page.locator('.readout');
    await expect(readout).toContainText(/of image A: A .* · B .* pinned/);
    await expect(readout).toBeInViewport({ ratio: 0.95 });

    const small = (await maps[1].boundingBox())!.width;
    const enlarge = page.getByRole('button', { name: 'Enlarge image B' });
    await enlarge.tap();
    await expect(enlarge).toHaveAttribute('aria-pressed', 'true');
    await expect.poll(async () => (await maps[1].boundingBox())!.width).toBeGreaterThan(1.9 * small);
    // Large, the picture leaves no room below it: the line stays at the lower edge of the window.
    await maps[1].scrollIntoViewIfNeeded();
    await expect(readout).toBeInViewport({ ratio: 0.95 });
    await enlarge.tap();
    await expect.poll(async () => (await maps[1].boundingBox())!.width).toBeCloseTo(small, 0);
    expect(app.problems).toEqual([]);
  });
});

test('with square pictures, the scale and the values under the pointer are in view together with them', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open({ backend: 'wasm' });
  await app.afterNextResult(() => app.setFiles({ a: formulaFile('a') }));
  await app.afterNextResult(() => app.setFiles({ b: formulaFile('b') }));
  for (const size of [
    { width: 1360, height: 900 },
    { width: 1280, height: 720 },
  ]) {
    await page.setViewportSize(size);
    await page.evaluate(() => scrollTo(0, 0));
    const map = page.getByRole('img', { name: 'Map of image A' });
    await map.hover();
    await expect(page.locator('.readout')).toContainText('of image A');
    const parts = [map, page.getByRole('region', { name: 'Colour scale' }), page.locator('.readout')];
    for (const part of parts) await expect(part).toBeInViewport({ ratio: 0.95 });
    // In view and not on one another.
    const boxes = await Promise.all(parts.map(async (part) => (await part.boundingBox())!));
    for (const [i, { y, height }] of boxes.slice(0, -1).entries())
      expect(y + height).toBeLessThanOrEqual(boxes[i + 1]!.y + 0.5);
    expect(await page.evaluate(() => scrollY)).toBe(0);
  }
  expect(app.problems).toEqual([]);
});
