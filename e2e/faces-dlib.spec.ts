import { expect, test } from '@playwright/test';
import { dlibForward } from '../src/testing/dlib-forward.ts';
import { formulaPixels } from '../src/testing/formula-images.ts';
import { relativeError } from '../src/testing/relative-error.ts';
import { AppPage } from './app-page.ts';
import { pngFile } from './test-files.ts';

const SIZE = { height: 150, width: 150, formulaOffset: 22 };

test('dlib’s faces bring their metric, and the distance is read against 0.6', async ({ page }) => {
  const app = new AppPage(page);
  const images = (['a', 'b'] as const).map((which) => Uint8Array.from(formulaPixels(which, SIZE)));
  const [a, b] = images.map((rgb, i) => pngFile(`${i}.png`, rgb, 150, 150));
  await app.open({ backend: 'wasm', against: 'none' });
  await app.afterNextResult(() => app.setFiles({ a: a! }));
  await app.afterNextResult(() => app.setFiles({ b: b! }));
  await app.afterNextResult(() => app.choose('Model', 'faces-dlib'));
  await expect(page.getByRole('radio', { name: 'Euclidean', exact: true })).toBeChecked();
  await expect(page.getByRole('combobox', { name: 'Layer', exact: true })).toHaveValue('conv128_2');

  const [u, v] = images.map((rgb) => dlibForward(rgb).embedding);
  const distance = Math.hypot(...u!.map((value, k) => value - v![k]!));
  expect(Number(await app.distance.textContent())).toBeCloseTo(distance, 4);
  const words = page.locator('.score-words');
  await expect(words).toContainText(
    distance < 0.6 ? 'is below 0.6: one person' : 'is not below 0.6: not one',
  );
  const { manifest, arrays } = await app.exportData();
  expect(manifest).toMatchObject({ model: 'faces-dlib', layer: 'conv128_2', layerShape: [8, 8, 128] });
  // Unpadded: the first cell's centre is no half step from the edge.
  expect(manifest).toMatchObject({ cellStart: [17.5, 17.5], cellStep: [16, 16] });
  expect(relativeError(arrays.embedding_a!.data, Float32Array.from(u!))).toBeLessThan(1e-4);

  // The same image twice is the same person.
  await app.afterNextResult(() => app.setFiles({ b: { ...a!, name: 'again.png' } }));
  await expect(words).toContainText('is below 0.6: one person');
  // At the head that is applied everywhere, the contribution adds up to the total.
  await app.afterNextResult(() => app.choose('Layer', 'embedding_map'));
  expect((await app.exportData()).arrays.map_a!.shape).toEqual([2, 2]);
  expect(app.problems).toEqual([]);
});
