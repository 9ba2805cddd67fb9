import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { AppPage } from './app-page.ts';
import { expectSoundPanel } from './axe-findings.ts';
import { FULL_SWEEP } from './sweep.ts';

/** Chooses the smallest test and runs it to its end. */
async function quickTest(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Quick', exact: true }).check({ force: true });
  await page.getByRole('button', { name: /^Test this map/ }).click();
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Test this map again' })).toBeVisible({ timeout: 200_000 });
}

async function saved(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

interface Curves {
  readonly deletion: number[];
  readonly insertion: number[];
}

/** The exported points: `image contender seed-or-partner` → both curves, NaN where a point was not measured. */
function curvesOf(csv: string): Map<string, Curves> {
  const curves = new Map<string, Curves>();
  // An empty cell is no measurement, and no 0 either.
  const number = (cell: string | undefined) => (cell ? Number(cell) : Number.NaN);
  for (const line of csv.trimEnd().split('\r\n').slice(1)) {
    const [image, contender, seed, partner, , deletion, insertion] = line.split(',');
    const key = `${image} ${contender} ${seed}${partner}`;
    const curve = curves.get(key) ?? { deletion: [], insertion: [] };
    curve.deletion.push(number(deletion));
    curve.insertion.push(number(insertion));
    curves.set(key, curve);
  }
  return curves;
}

/** Areas by the trapezoid rule: `image contender seed` → insertion − deletion, NaN where a curve is not whole. */
function differences(csv: string): Map<string, number> {
  const area = (values: readonly number[]) =>
    values.slice(1).reduce((sum, value, i) => sum + (value + values[i]!) / 2, 0) / (values.length - 1);
  return new Map(
    [...curvesOf(csv)].map(([key, { deletion, insertion }]) => [key, area(insertion) - area(deletion)]),
  );
}

/** The verdict that the exported points call for, by the rules that the page states. */
function verdictOf(csv: string): string {
  const found = differences(csv);
  const both = (contender: string) => {
    const [a, b] = ['a', 'b'].map((image) =>
      [...found].filter(([key]) => key.startsWith(`${image} ${contender} `)).map(([, value]) => value),
    );
    return a!.map((value, i) => (value + b![i]!) / 2);
  };
  const [ours, mean] = [both('map')[0]!, both('feature-norm')[0]!];
  const scrambled = both('scrambled');
  const ends = ['a', 'b'].map((image) => curvesOf(csv).get(`${image} map `)!);
  const [whole, blurred] = (['deletion', 'insertion'] as const).map(
    (kind) => ends.reduce((sum, curve) => sum + curve[kind][0]!, 0) / 2,
  );
  const span = Math.abs(whole! - blurred!);
  if (span <= 0.01 * Math.max(Math.abs(whole!), Math.abs(blurred!))) return 'This pair cannot tell';
  const beaten = scrambled.filter((value) => ours > value).length;
  if (beaten === 0) return 'Worse than chance on this pair';
  if (beaten < scrambled.length) return 'No better than chance on this pair';
  if (ours - mean > 0.02 * span)
    return `Better than chance, and ${(ours - mean).toFixed(3)} ahead of the feature norm on this pair`;
  return mean - ours > 0.02 * span
    ? 'Better than chance, but the feature norm does better'
    : 'Better than chance, but no better than the feature norm';
}

test('a map that looks convincing is tested to its verdict, no better than chance; the curves leave with the user', async ({
  page,
}) => {
  test.setTimeout(480_000);
  const app = new AppPage(page);
  // The pair whose map looks as convincing as the one that the page opens on.
  await app.open({ a: 'daisy', b: 'roxy', against: 'references', cis: 'gradient' });
  const { manifest } = await app.exportData();
  const explained = (name: string) => (manifest[name] as { readonly value: number }).value;
  await page.getByRole('tab', { name: 'Test this map' }).click();
  await quickTest(page);
  const verdict = page.getByRole('status', { name: 'Verdict' });
  await expect(verdict).toContainText('No better than chance');
  await expect(verdict).toContainText('scrambled maps');
  await expect(verdict).toContainText(/Why these two\? .*rank \d+ of 16/);
  await expect(page.getByRole('img', { name: /^(Blurring|Revealing) [AB]: / })).toHaveCount(4);

  const csv = await saved(page, 'Export curves (CSV)');
  const found = differences(csv);
  // The map, two times controls, nine scrambled, and fifteen photographs that show no dog.
  expect(found.size).toBe(2 * (1 + 1 + 9 + 15));
  expect([...found.values()].every(Number.isFinite)).toBe(true);
  await expect(verdict).toContainText(verdictOf(csv));
  // The first point of every deletion curve is the pair on screen.
  for (const line of csv.split('\r\n').filter((row) => row.split(',')[4] === '0'))
    expect(Number(line.split(',')[5])).toBeCloseTo(
      explained(line.startsWith('a') ? 'objective' : 'objectiveB'),
      5,
    );
  const ours = (found.get('a map ')! + found.get('b map ')!) / 2;
  await expect(verdict).toContainText(`deletion is ${ours.toFixed(3).replace('-', '−')}`);

  const json = JSON.parse(await saved(page, 'Export test (JSON)')) as {
    explanation: { method: string; similarity: number };
    verdict: { title: string; numbers: { ours: number; scrambled: number[] } };
  };
  expect(json.explanation.method).toBe('sfam');
  expect(json.verdict.numbers.ours).toBeCloseTo(ours, 12);
  expect(json.verdict.numbers.scrambled).toHaveLength(9);
  await expect(verdict).toContainText(json.verdict.title);

  // The same copies with the same seeds: src/app/evidence/test-map.test.ts has that of every push.
  if (FULL_SWEEP) {
    await quickTest(page);
    expect(await saved(page, 'Export curves (CSV)')).toBe(csv);
  }
  expect(app.problems).toEqual([]);
});

test('the opening map lies on the dog in both pictures and passes its own checks', async ({ page }) => {
  const app = new AppPage(page);
  await app.openBare();
  await expect(page.getByRole('status', { name: 'What may be believed' })).toContainText(/^Holds/);
  const { arrays } = await app.exportData();
  // Where the dog is, as shares of width and height: nearly all that speaks for the pair lies there.
  const dogs = { map_a: [0.17, 0.08, 0.87, 0.98], map_b: [0.28, 0.08, 0.87, 0.97] } as const;
  for (const [name, [left, top, right, bottom]] of Object.entries(dogs)) {
    const { data, shape } = arrays[name]!;
    const [h, w] = shape as [number, number];
    const warm = Array.from(data, (value) => Math.max(value, 0));
    const inside = warm.filter((_, cell) => {
      const [x, y] = [((cell % w) + 0.5) / w, (Math.floor(cell / w) + 0.5) / h];
      return x > left && x < right && y > top && y < bottom;
    });
    const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
    expect(total(inside) / total(warm)).toBeGreaterThan(0.85);
  }
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('tab', { name: 'Sanity checks' }).click();
  await page.getByRole('button', { name: 'Exchange the partner', exact: true }).click();
  const verdict = page.getByRole('status', { name: 'Verdict' });
  await expect(verdict).toContainText('Passes: the map depends on the partner');
  await page.getByRole('tab', { name: 'Test this map' }).click();
  await quickTest(page);
  await expect(verdict).toContainText(/Better than chance, and 0\.\d+ ahead of the feature norm/);
  await expectSoundPanel(page, 'Test this map');
  expect(app.problems).toEqual([]);
});

test('a test stopped half-way keeps its curves, and the page goes on', async ({ page }) => {
  test.setTimeout(300_000);
  const app = new AppPage(page);
  await app.open();
  await page.getByRole('tab', { name: 'Test this map' }).click();
  await page.getByRole('radio', { name: 'Thorough', exact: true }).check({ force: true });
  await page.getByRole('button', { name: 'Test this map', exact: true }).click();
  const bar = page.getByRole('progressbar', { name: 'Testing' });
  await expect(bar).toHaveAttribute('aria-valuetext', /% *, .*left/);
  // The map and the feature norm come first: 4 of 100 copies, and some more while one worker is ahead of the other.
  // Nine scrambled maps are done at 23.
  await expect
    .poll(async () => Number(await bar.getAttribute('aria-valuenow')), { timeout: 150_000 })
    .toBeGreaterThan(6);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByText('Stopped before its end.')).toBeVisible();
  await expect(page.locator('.curve-map polyline').first()).toBeVisible();
  // With so few scrambled maps luck is not ruled out, and the page does not judge.
  await expect(page.getByRole('status', { name: 'Verdict' })).toContainText('Cannot tell yet');
  const csv = await saved(page, 'Export curves (CSV)');
  const half = differences(csv);
  for (const key of ['a map ', 'b map ', 'a feature-norm ', 'b feature-norm '])
    expect(half.get(key), key).not.toBeNaN();
  const unfinished = [...half].filter(([, value]) => Number.isNaN(value));
  expect(unfinished.length).toBeGreaterThan(0);
  expect(unfinished.every(([key]) => /scrambled|partner/.test(key))).toBe(true);
  // What was measured of them is kept all the same.
  const points = [...curvesOf(csv).values()].flatMap(({ deletion }) => deletion);
  expect(points.filter(Number.isFinite).length).toBeGreaterThan(4 * 33);
  // The engine is free again, and the evidence says which map it was about.
  await app.afterNextResult(() => app.choose('Metric', 'Euclidean'));
  await expect(page.getByText('Another map is on screen now')).toBeVisible();
  expect(app.problems).toEqual([]);
});

test('the mean activation fails when the partner is exchanged; a gradient does not', async ({ page }) => {
  const app = new AppPage(page);
  await app.open({ model: 'faces', method: 'mean-activation' });
  await page.getByRole('tab', { name: 'Sanity checks' }).click();
  await page.getByRole('button', { name: 'Exchange the partner', exact: true }).click();
  const verdict = page.getByRole('status', { name: 'Verdict' });
  await expect(verdict).toContainText('Fails: every partner tried gives the same map');
  await expect(page.getByText('Partner: Allium oreophilum')).toBeVisible();

  await app.afterNextResult(() => app.choose('Method', 'sfam'));
  await app.afterNextResult(() => app.choose('CIS', 'gradient'));
  await page.getByRole('button', { name: 'Exchange the partner again' }).click();
  await expect(verdict).not.toContainText('Fails');
  expect(app.problems).toEqual([]);
});

test('weights are shuffled on a copy: the map falls apart, and the one on screen stays', async ({ page }) => {
  test.setTimeout(360_000);
  const app = new AppPage(page);
  await app.open({ method: 'grad-cam', layer: 'tower_0/MobilenetV3/expanded_conv_11/add' });
  const before = (await app.exportData()).arrays;
  await page.getByRole('tab', { name: 'Sanity checks' }).click();
  await page.getByRole('button', { name: 'Shuffle the weights', exact: true }).click();
  // Three shuffles of every stage.
  await expect(page.getByRole('button', { name: 'Shuffle the weights again' })).toBeVisible({
    timeout: 240_000,
  });
  // The verdict is by the image whose map holds out best once everything is shuffled, and the middle one of three
  // shuffles; the maps shown are of the first.
  const ranks = await Promise.all(
    ['A', 'B'].map(async (image) => {
      const tile = page.getByRole('img', {
        name: new RegExp(`Map of image ${image}, Everything: rank correlation`),
      });
      const [, rank] = /correlation (−?[\d.]+)/.exec((await tile.getAttribute('aria-label'))!)!;
      return Math.abs(Number(rank!.replace('−', '-')));
    }),
  );
  const most = Math.max(...ranks);
  await expect(page.getByRole('status', { name: 'Verdict' })).toContainText(
    most >= 0.7
      ? 'Doubtful: much of the map outlives the weights'
      : most >= 0.4
        ? 'Passes, not without a rest'
        : 'Passes: the map follows the weights',
  );
  expect(most).toBeLessThan(0.4);
  // A detour through another method and back makes the map anew.
  await app.afterNextResult(() => app.choose('Method', 'layer-cam'));
  await app.afterNextResult(() => app.choose('Method', 'grad-cam'));
  const after = (await app.exportData()).arrays;
  expect(after.map_a!.data).toEqual(before.map_a!.data);
  expect(after.map_b!.data).toEqual(before.map_b!.data);
  expect(app.problems).toEqual([]);
});
