import { expect, test } from '@playwright/test';
import { AppPage } from './app-page.ts';
import type { Exported } from './read-export.ts';
import { FULL_SWEEP } from './sweep.ts';

interface Objective {
  readonly kind: string;
  readonly value: number;
  readonly partners: readonly {
    readonly name: string;
    readonly weight: number;
    readonly members?: readonly string[];
  }[];
}
const objectiveOf = ({ manifest }: Exported) => manifest['objective'] as Objective;
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);
const largest = (values: ArrayLike<number>) => Math.max(...Array.from(values, Math.abs));

/** How far the four corners of a map stand out of it, in its standard deviations. */
function corners({ data, shape }: Exported['arrays'][string]): number {
  const [h, w] = shape as [number, number];
  const mean = sum(data) / data.length;
  const deviation = Math.sqrt(sum(Array.from(data, (value) => (value - mean) ** 2)) / data.length);
  const cells = [0, w - 1, (h - 1) * w, h * w - 1];
  return (sum(cells.map((cell) => data[cell]!)) / cells.length - mean) / deviation;
}

test('the page opens against other images and says why; plain SFAM is one click away, and says what corners are', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.openBare();
  const against = page.getByRole('combobox', { name: 'Against', exact: true });
  await expect(against).toHaveValue('references');
  await expect(page.getByText('The page opens with it')).toBeVisible();
  const score = await app.score();
  const line = page.getByRole('status', { name: 'What the corners are' });
  expect((await app.exportData()).manifest['cis']).toBe('gradient');

  await app.afterNextResult(() => app.choose('CIS', 'contribution'));
  await app.afterNextResult(() => app.choose('Against', 'none'));
  expect(await app.score()).toBe(score);
  expect(Number(await app.objective.textContent())).toBe(score);
  const plain = await app.exportData();
  expect(objectiveOf(plain).partners).toHaveLength(1);
  await expect(line).toContainText(/^Corners stand out, as for \d+ of 15 other partners/);

  await app.afterNextResult(() => page.getByRole('button', { name: 'Against other images' }).click());
  await expect(against).toHaveValue('references');
  await expect(line).toHaveCount(0);
  expect(await app.score()).toBe(score);
  expect(Number(await app.objective.textContent())).toBeLessThan(score);
  const contrast = await app.exportData();
  const { kind, value, partners } = objectiveOf(contrast);
  expect(kind).toBe('contrast');
  expect(value).toBeCloseTo(Number(await app.objective.textContent()), 6);
  // The opening pair is of one dog: no dog is among the others, all others are.
  expect(partners.slice(1)).toHaveLength(15);
  expect(partners.slice(1).map(({ name }) => name)).not.toContainEqual(expect.stringMatching(/Daisy|Roxy/));
  expect(sum(partners.map(({ weight }) => weight))).toBeCloseTo(0, 9);
  expect((await app.address()).get('against')).toBe('references');
  for (const slot of ['map_a', 'map_b'])
    expect(corners(contrast.arrays[slot]!)).toBeLessThan(corners(plain.arrays[slot]!));
  expect(app.problems).toEqual([]);
});

test('a link with parameters and no choice is plain SFAM', async ({ page }) => {
  const app = new AppPage(page);
  await app.open({ a: 'canyon', b: 'alps' });
  await expect(page.getByRole('combobox', { name: 'Against', exact: true })).toHaveValue('none');
});

test('the parts of a contrast add up to its objective', async ({ page }) => {
  const app = new AppPage(page);
  for (const against of ['references', 'blank']) {
    await app.open({ a: 'canyon', b: 'alps', against, backend: 'wasm' });
    const { arrays, manifest } = await app.exportData();
    expect(sum(arrays['cis_a']!.data)).toBeCloseTo((manifest['objective'] as Objective).value, 4);
    expect(sum(arrays['cis_b']!.data)).toBeCloseTo((manifest['objectiveB'] as Objective).value, 4);
  }
});

test('a contrast says how much it depends on which the other images are', async ({ page }) => {
  const app = new AppPage(page);
  await app.open({ a: 'canyon', b: 'alps', against: 'references', backend: 'wasm' });
  await page.getByRole('tab', { name: 'Sanity checks' }).click();
  await page.getByRole('button', { name: 'Halve the other images' }).click();
  await expect(page.getByText(/^Over 8 halves the maps correlate 0\.\d+ with those of all/)).toBeVisible();
});

test('other images are embedded where they were not made ready', async ({ page }) => {
  const app = new AppPage(page);
  await app.open({ a: 'canyon', b: 'alps', against: 'references', fit: 'crop', backend: 'wasm' });
  const { arrays, manifest } = await app.exportData();
  const { value, partners } = manifest['objective'] as Objective;
  expect(partners).toHaveLength(17);
  expect(sum(arrays['cis_a']!.data)).toBeCloseTo(value, 4);
});

// On software WebGPU it is a minute of compiling shaders: at night.
const DEVICES = FULL_SWEEP ? (['webgl', 'webgpu'] as const) : (['webgl'] as const);

test(`a contrast is the same on wasm, ${DEVICES.join(', ')}`, async ({ page }) => {
  // Graphics in software: three images take a minute on a busy machine.
  test.setTimeout(900_000);
  const app = new AppPage(page);
  const on = async (backend: string) => {
    const link = { a: 'canyon', b: 'alps', against: 'blank', metric: 'euclidean', backend };
    await page.goto(`./?${new URLSearchParams(link).toString()}`);
    await expect(app.main).toHaveAttribute('data-job', 'done', { timeout: 400_000 });
    return app.exportData();
  };
  const reference = await on('wasm');
  for (const backend of DEVICES) {
    const { arrays } = await on(backend);
    for (const name of ['map_a', 'map_b']) {
      const [ours, theirs] = [arrays[name]!.data, reference.arrays[name]!.data];
      const apart = Math.hypot(...Array.from(ours, (value, i) => value - theirs[i]!));
      expect(apart / Math.hypot(...theirs), `${name} on ${backend}`).toBeLessThan(1e-4);
    }
  }
});

test('a triplet turned round is its negative, and against B itself nothing is left', async ({ page }) => {
  const app = new AppPage(page);
  const triplet = async (b: string, c: string, method: string) => {
    await app.open({ a: 'canyon', b, c, against: 'image', method, scope: 'layer', backend: 'wasm' });
    return app.exportData();
  };
  for (const method of ['sfam', 'silencing']) {
    const there = await triplet('alps', 'boats', method);
    const back = await triplet('boats', 'alps', method);
    const [one, other] = [there.arrays['map_a']!.data, back.arrays['map_a']!.data];
    const scale = largest(one);
    expect(scale).toBeGreaterThan(0);
    for (const [p, value] of one.entries()) expect(Math.abs(value + other[p]!)).toBeLessThan(1e-4 * scale);
    expect(there.arrays['map_c']!.shape).toEqual(there.arrays['map_a']!.shape);
    expect(there.arrays['embedding_c']!.data).toEqual(back.arrays['embedding_b']!.data);
    const itself = await triplet('alps', 'alps', method);
    expect(largest(itself.arrays['map_a']!.data)).toBeLessThan(1e-4 * scale);
  }
});

test('a third image is chosen, replaced and named', async ({ page }) => {
  const app = new AppPage(page);
  await app.open({ a: 'canyon', b: 'alps', against: 'none', backend: 'wasm' });
  await app.afterNextResult(() => app.choose('Against', 'image'));
  await expect(page.locator('.explained-by').first()).toHaveText(' — explained by B against C');
  await expect(page.getByRole('img', { name: 'Map of image C' })).toBeVisible();
  const before = await app.objective.textContent();
  const file = await page.request.get(new URL('samples/boats.jpg', page.url()).href);
  await app.afterNextResult(() =>
    app
      .setFiles({ c: { name: 'mine.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) } })
      .then(async () => {
        await expect(page.getByRole('alert')).toContainText('mine.jpg');
        await app.setFiles({
          c: { name: 'mine.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await file.body()) },
        });
      }),
  );
  expect(await app.objective.textContent()).not.toBe(before);
  expect(objectiveOf(await app.exportData()).partners.map(({ weight }) => weight)).toEqual([1, -1]);
});

test('a class of several images explains each of the two, with and without counter-examples', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open({ a: 'cat-3', b: 'canyon', against: 'class', backend: 'wasm' });
  await expect(page.locator('.explained-by').first()).toHaveText(
    ' — explained by the mean of 4 images of “House cat” against the mean of 12 images of the other photographs that ship',
  );
  const { arrays, manifest } = await app.exportData();
  const of = (name: string) => manifest[name] as Objective;
  expect(of('objective').kind).toBe('concept');
  expect(of('objective').partners.map(({ weight, members }) => [weight, members?.length])).toEqual([
    [1, 4],
    [-1, 12],
  ]);
  // The canyon is no cat: all five are its examples.
  expect(of('objectiveB').partners[0]!.members).toHaveLength(5);
  expect(of('objective').value).toBeGreaterThan(of('objectiveB').value);
  for (const [slot, name] of [
    ['a', 'objective'],
    ['b', 'objectiveB'],
  ] as const)
    expect(sum(arrays[`cis_${slot}`]!.data)).toBeCloseTo(of(name).value, 4);
  const score = await app.score();

  await app.afterNextResult(() => app.choose('Counter-examples', ''));
  expect(await app.score()).toBe(score);
  const plain = await app.exportData();
  expect(objectiveOf(plain).partners.map(({ weight }) => weight)).toEqual([1]);
  const address = await app.address();
  expect(address.get('against')).toBe('class');
  expect(address.get('counters')).toBe('none');
  expect(app.problems).toEqual([]);
});
