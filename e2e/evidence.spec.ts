import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { AppPage } from './app-page.ts';

/** Chooses the smallest test and runs it to its end. */
async function quickTest(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Quick', exact: true }).check({ force: true });
  await page.getByRole('button', { name: /^Test this map/ }).click();
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Test this map again' })).toBeVisible({ timeout: 100_000 });
}

async function saved(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

/** Areas from the exported points, by the trapezoid rule: `image contender seed` → insertion − deletion. */
function differences(csv: string): Map<string, number> {
  const curves = new Map<string, { deletion: number[]; insertion: number[] }>();
  for (const line of csv.trimEnd().split('\r\n').slice(1)) {
    const [image, contender, seed, , deletion, insertion] = line.split(',');
    const key = `${image} ${contender} ${seed}`;
    const curve = curves.get(key) ?? { deletion: [], insertion: [] };
    curve.deletion.push(Number(deletion));
    curve.insertion.push(Number(insertion));
    curves.set(key, curve);
  }
  const area = (values: readonly number[]) =>
    values.slice(1).reduce((sum, value, i) => sum + (value + values[i]!) / 2, 0) / (values.length - 1);
  return new Map(
    [...curves].map(([key, { deletion, insertion }]) => [key, area(insertion) - area(deletion)]),
  );
}

test('a map is tested to a verdict; the curves leave with the person, and come again to the last digit', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const app = new AppPage(page);
  await app.open();
  const score = await app.score();
  await page.getByRole('tab', { name: 'Test this map' }).click();
  await quickTest(page);
  const verdict = page.getByRole('status', { name: 'Verdict' });
  await expect(verdict).toContainText(/on this pair|but (no better than )?mean activation|cannot tell/);
  await expect(verdict).toContainText('random orders');
  await expect(page.getByRole('img', { name: /^(Blurring|Revealing) [AB]: / })).toHaveCount(4);

  const csv = await saved(page, 'Export curves (CSV)');
  const found = differences(csv);
  expect(found.size).toBe(2 * 11);
  // The first point of every deletion curve is the pair on screen.
  for (const line of csv.split('\r\n').filter((row) => row.split(',')[3] === '0'))
    expect(Number(line.split(',')[4])).toBeCloseTo(score, 5);
  const ours = (found.get('a map ')! + found.get('b map ')!) / 2;
  await expect(verdict).toContainText(`deletion is ${ours.toFixed(3).replace('-', '−')}`);

  const json = JSON.parse(await saved(page, 'Export test (JSON)')) as {
    explanation: { method: string; similarity: number };
    verdict: { title: string; numbers: { ours: number; random: number[] } };
  };
  expect(json.explanation.method).toBe('sfam');
  expect(json.verdict.numbers.ours).toBeCloseTo(ours, 12);
  expect(json.verdict.numbers.random).toHaveLength(9);
  await expect(verdict).toContainText(json.verdict.title);

  await quickTest(page);
  expect(await saved(page, 'Export curves (CSV)')).toBe(csv);
  expect(app.problems).toEqual([]);
});

test('a test stopped half-way keeps its curves, and the page goes on', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.getByRole('tab', { name: 'Test this map' }).click();
  await page.getByRole('radio', { name: 'Thorough', exact: true }).check({ force: true });
  await page.getByRole('button', { name: 'Test this map', exact: true }).click();
  const bar = page.getByRole('progressbar', { name: 'Testing' });
  await expect(bar).toHaveAttribute('aria-valuetext', /% *, .*left/);
  await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(1);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByText('Stopped before its end.')).toBeVisible();
  await expect(page.locator('.curve-map polyline').first()).toBeVisible();
  const half = differences(await saved(page, 'Export curves (CSV)'));
  expect([...half.values()].some(Number.isFinite)).toBe(true);
  // The engine is free again, and the evidence says which map it was about.
  await app.afterNextResult(() => app.choose('Metric', 'Euclidean'));
  await expect(page.getByText('Another map is on screen now')).toBeVisible();
  expect(app.problems).toEqual([]);
});

test('the mean activation fails when the partner is exchanged; a gradient does not', async ({ page }) => {
  const app = new AppPage(page);
  await app.open({ model: 'faces', method: 'mean-activation' });
  await page.getByRole('tab', { name: 'Sanity checks' }).click();
  await page.getByRole('combobox', { name: 'Unrelated partner' }).selectOption('allium');
  await page.getByRole('button', { name: 'Exchange the partner', exact: true }).click();
  const verdict = page.getByRole('status', { name: 'Verdict' });
  await expect(verdict).toContainText('Fails: any partner gives the same map');
  await expect(page.getByText('Partner: Allium oreophilum')).toBeVisible();

  await app.afterNextResult(() => app.choose('Method', 'sfam'));
  await app.afterNextResult(() => app.choose('CIS', 'gradient'));
  await page.getByRole('button', { name: 'Exchange the partner again' }).click();
  await expect(verdict).not.toContainText('Fails');
  expect(app.problems).toEqual([]);
});

test('weights are shuffled on a copy: the map falls apart, and the one on screen stays', async ({ page }) => {
  const app = new AppPage(page);
  await app.open({ method: 'grad-cam', layer: 'tower_0/MobilenetV3/expanded_conv_11/add' });
  const before = (await app.exportData()).arrays;
  await page.getByRole('tab', { name: 'Sanity checks' }).click();
  await page.getByRole('button', { name: 'Shuffle the weights', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Shuffle the weights again' })).toBeVisible();
  await expect(page.getByRole('status', { name: 'Verdict' })).toContainText(/Passes|Doubtful|Fails/);
  const all = page.getByRole('img', { name: /Map of image A, Everything: rank correlation/ });
  const rank = /correlation (−?[\d.]+)/.exec((await all.getAttribute('aria-label'))!)![1]!;
  expect(Math.abs(Number(rank.replace('−', '-')))).toBeLessThan(0.7);
  // A detour through another method and back makes the map anew.
  await app.afterNextResult(() => app.choose('Method', 'layer-cam'));
  await app.afterNextResult(() => app.choose('Method', 'grad-cam'));
  const after = (await app.exportData()).arrays;
  expect(after.map_a!.data).toEqual(before.map_a!.data);
  expect(after.map_b!.data).toEqual(before.map_b!.data);
  expect(app.problems).toEqual([]);
});
