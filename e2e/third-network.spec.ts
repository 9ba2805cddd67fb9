import { expect, test } from '@playwright/test';
import { formulaPixels } from '../src/testing/formula-images.ts';
import { relativeError } from '../src/testing/relative-error.ts';
import { explainPlainly, THIRD_LAYERS, THIRD_SIZE, thirdNetwork } from '../src/testing/third-network.ts';
import { AppPage } from './app-page.ts';
import { pngFile } from './test-files.ts';

const SLOTS = ['a', 'b'] as const;

test('a network written by this test is explained at every layer, in both scopes, as plain loops have it', async ({
  page,
}) => {
  const app = new AppPage(page);
  const pixels = SLOTS.map((which) => Uint8Array.from(formulaPixels(which, THIRD_SIZE)));
  const [a, b] = [explainPlainly(pixels[0]!, pixels[1]!), explainPlainly(pixels[1]!, pixels[0]!)];
  await app.open({ backend: 'wasm', against: 'none' });
  for (const [i, slot] of SLOTS.entries())
    await app.afterNextResult(() =>
      app.setFiles({ [slot]: pngFile(`${slot}.png`, pixels[i]!, THIRD_SIZE.width, THIRD_SIZE.height) }),
    );
  await app.drop([
    { name: 'third.onnx', mimeType: 'application/octet-stream', buffer: Buffer.from(thirdNetwork()) },
  ]);
  const dialog = page.getByRole('dialog', { name: 'Your network' });
  await dialog.getByLabel('Preprocessing').selectOption('zero-one');
  await app.afterNextResult(() => dialog.getByRole('button', { name: 'Use this network' }).click());
  expect(await app.score()).toBeCloseTo(a.cosine, 4);
  const every = page.getByRole('checkbox', { name: 'Every layer' });
  if ((await every.count()) > 0) await every.check();
  const layers = page.getByRole('combobox', { name: 'Layer', exact: true });
  for (const [at, layer] of THIRD_LAYERS.entries()) {
    if ((await layers.inputValue()) !== layer) await app.afterNextResult(() => app.choose('Layer', layer));
    for (const [scope, name] of [
      ['final', /^Final similarity$/],
      ['layer', /^This layer.s similarity$/],
    ] as const) {
      const option = page.getByRole('radio', { name });
      if (!(await option.isChecked())) await app.afterNextResult(() => option.check());
      const { manifest, arrays } = await app.exportData();
      expect(manifest).toMatchObject({ layer, backend: 'wasm' });
      for (const [slot, answer] of [
        ['a', a],
        ['b', b],
      ] as const) {
        expect(relativeError(arrays[`embedding_${slot}`]!.data, answer.embedding)).toBeLessThan(1e-4);
        expect(
          relativeError(arrays[`map_${slot}`]!.data, answer.maps[at]![scope]),
          `${layer} ${scope} ${slot}`,
        ).toBeLessThan(1e-4);
      }
    }
  }
  expect(app.problems).toEqual([]);
});
