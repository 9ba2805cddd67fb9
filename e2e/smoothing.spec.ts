import { expect, test } from '@playwright/test';
import { pearson } from '../src/core/correlation.ts';
import { relativeError } from '../src/testing/relative-error.ts';
import { AppPage } from './app-page.ts';
import { pngFile } from './test-files.ts';

const SIDE = 224;

/** A picture by formula with no symmetry, of the network's input size; or its mirror image. */
function picture(name: string, phase: number, mirrored = false) {
  const rgb = new Uint8Array(SIDE * SIDE * 3);
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) {
      const u = mirrored ? SIDE - 1 - x : x;
      const ring = Math.hypot(u - 70 - phase, y - 90) < 45;
      const bar = u > 150 && (y + phase) % 40 < 20;
      rgb.set(ring ? [220, 60, 30] : bar ? [20, 70, 200] : [60 + u / 3, 90 + y / 3, 110], 3 * (y * SIDE + x));
    }
  return pngFile(name, rgb, SIDE, SIDE);
}

test('a map is smoothed, says so wherever it stands or goes, and turns with its image as a plain one does not', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open({ method: 'decomposition', against: 'none', backend: 'wasm' });
  const other = picture('other.png', 30);
  await app.afterNextResult(() => app.setFiles({ b: other, a: picture('one.png', 0) }));
  const map = async (name: string) => {
    const { manifest, arrays } = await app.exportData();
    expect((manifest['images'] as { a: { name: string } }).a.name).toBe(name);
    return { manifest, embedding: arrays['embedding_a']!.data, a: arrays['map_a']! };
  };
  const mirror = ({ data, shape }: { readonly data: ArrayLike<number>; readonly shape: readonly number[] }) =>
    Float32Array.from(data, (_, p) => {
      const width = shape[1]!;
      return data[p - (p % width) + width - 1 - (p % width)]!;
    });
  const plain = await map('one.png');
  expect(plain.manifest['smooth']).toBeNull();

  // What is on screen, in the link and in the export says that it is a mean, and of what.
  const score = await app.similarity.textContent();
  await app.afterNextResult(() => app.choose('Smoothing', 'On'));
  await expect(page.getByText('Ten times the passes.')).toBeVisible();
  await expect(page.getByText('Decomposition, smoothed').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'In words' })).toContainText('a mean over 10 copies');
  expect((await app.address()).get('smooth')).toBe('on');
  const smoothed = await map('one.png');
  expect(smoothed.manifest['smooth']).toContain('Mean of the signed maps of 10 copies');

  // The score and the vectors are those of the image as it is; the map is another, of the same picture.
  expect(await app.similarity.textContent()).toBe(score);
  expect(smoothed.embedding).toEqual(plain.embedding);
  expect(relativeError(smoothed.a.data, plain.a.data)).toBeGreaterThan(0.02);
  expect(pearson(Float32Array.from(smoothed.a.data), Float32Array.from(plain.a.data))!).toBeGreaterThan(0.5);

  // The copies of the mirror image are the mirror images of the copies.
  await app.afterNextResult(() => app.setFiles({ a: picture('one-mirrored.png', 0, true) }));
  const turned = await map('one-mirrored.png');
  expect(relativeError(mirror(turned.a), smoothed.a.data)).toBeLessThan(1e-3);
  await app.afterNextResult(() => app.choose('Smoothing', 'Off'));
  expect(relativeError(mirror((await map('one-mirrored.png')).a), plain.a.data)).toBeGreaterThan(0.02);

  // A control stays as it is, and the page says why.
  await app.afterNextResult(() => app.choose('Smoothing', 'On'));
  await app.afterNextResult(() => app.choose('Method', 'mean-activation'));
  await expect(
    page.getByText('Mean activation is a control and is shown as it is, without smoothing.').first(),
  ).toBeVisible();
  await expect(
    page.getByRole('radiogroup', { name: 'Smoothing' }).getByRole('radio', { name: 'Off' }),
  ).toBeChecked();

  // A link to a smoothed map opens one.
  await app.open({
    a: 'canyon',
    b: 'alps',
    method: 'decomposition',
    smooth: 'on',
    against: 'none',
    backend: 'wasm',
  });
  await expect(page.getByText('Decomposition, smoothed').first()).toBeVisible();
  expect((await app.exportData()).manifest['smooth']).toContain('10 copies');
  expect(app.problems).toEqual([]);
});
