import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { formulaPixels } from '../src/testing/formula-images.ts';
import { type NetworkName, openNetwork } from '../src/testing/onnx/packed.ts';
import { relativeError } from '../src/testing/relative-error.ts';
import { AppPage, type TestFile } from './app-page.ts';
import { fillPanels } from './fill-panels.ts';
import { startStaticServer } from './static-server.ts';
import { FULL_SWEEP } from './sweep.ts';
import { pngFile } from './test-files.ts';

const BAR = 1e-4;
const SLOTS = ['a', 'b'] as const;

type Maps = Readonly<Record<'a' | 'b', readonly number[]>>;
interface Golden {
  readonly input: { readonly height: number; readonly width: number; readonly formulaOffset: number };
  readonly embedding: Maps;
  readonly similarity: Readonly<Record<'cosine' | 'euclidean', number>>;
  readonly taps: Readonly<
    Record<
      'last' | 'middle',
      {
        readonly layerScope: Readonly<
          Record<'cosine' | 'euclidean', { readonly sfam: Readonly<Record<string, Maps>> }>
        >;
        readonly finalScope: Readonly<
          Record<
            'cosine' | 'euclidean',
            {
              readonly sfam: Readonly<Record<string, Maps>>;
              readonly gradCam: Maps;
              readonly hiResCam: Maps;
              readonly layerCam: Maps;
            }
          >
        >;
      }
    >
  >;
  readonly exports: Readonly<
    Record<string, { readonly taps: Readonly<Record<'last' | 'middle', readonly string[]>> }>
  >;
}

const onnxFile = ({ name, bytes }: { name: string; bytes: Uint8Array }): TestFile => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
});

/** Opens the page with the golden's two pictures in it. */
async function withPictures(app: AppPage, golden: Golden, backend: string): Promise<void> {
  await app.open({ backend });
  const { height, width } = golden.input;
  const picture = (which: 'a' | 'b') =>
    pngFile(`formula-${which}.png`, Uint8Array.from(formulaPixels(which, golden.input)), width, height);
  await app.afterNextResult(() => app.setFiles({ a: picture('a') }));
  await app.afterNextResult(() => app.setFiles({ b: picture('b') }));
}

/** From the dialog to the first explanation. */
async function use(app: AppPage): Promise<void> {
  const dialog = app.page.getByRole('dialog', { name: 'Your network' });
  await expect(dialog.getByLabel('Embedding', { exact: true })).toBeVisible();
  await app.afterNextResult(() => dialog.getByRole('button', { name: 'Use this network' }).click());
  await expect(dialog).toBeHidden();
}

interface Ask {
  readonly method: string;
  readonly metric: 'cosine' | 'euclidean';
  readonly cis?: string;
  readonly scope: 'final' | 'layer';
}

const asksOf = (metric: 'cosine' | 'euclidean'): readonly Ask[] => [
  ...(['contribution', 'normalized', 'gradient'] as const).flatMap((cis) =>
    (['final', 'layer'] as const).map((scope) => ({ method: 'sfam', metric, cis, scope })),
  ),
  ...['grad-cam', 'hires-cam', 'layer-cam'].map((method) => ({ method, metric, scope: 'final' as const })),
];

/** In a push one metric a layer: the unit tests hold every array of every network, on cpu and wasm. */
const ASKS = {
  last: FULL_SWEEP ? [...asksOf('cosine'), ...asksOf('euclidean')] : asksOf('euclidean'),
  middle: FULL_SWEEP ? [...asksOf('cosine'), ...asksOf('euclidean')] : asksOf('cosine'),
};

function answer({ taps }: Golden, tap: 'last' | 'middle', { method, metric, cis, scope }: Ask): Maps {
  if (scope === 'layer') return taps[tap].layerScope[metric].sfam[cis!]!;
  const final = taps[tap].finalScope[metric];
  if (method === 'sfam') return final.sfam[cis!]!;
  return method === 'grad-cam' ? final.gradCam : method === 'hires-cam' ? final.hiResCam : final.layerCam;
}

const norm = (values: ArrayLike<number>) => Math.hypot(...Array.from(values));

/** Relative error; maps that cancel are held to their terms (src/testing/onnx/maps.test.ts). */
function mapError(found: Float32Array, reference: readonly number[], terms: readonly number[]): number {
  if (norm(reference) > BAR * norm(terms)) return relativeError(found, reference);
  return norm(found.map((value, i) => value - reference[i]!)) / (norm(terms) || 1);
}

/** Chooses what is not chosen yet, one job each. */
async function settle(app: AppPage, { method, metric, cis, scope }: Ask): Promise<void> {
  const select = async (name: string, value: string | undefined) => {
    const box = app.page.getByRole('combobox', { name, exact: true });
    if (value !== undefined && (await box.inputValue()) !== value)
      await app.afterNextResult(() => box.selectOption(value));
  };
  const radio = async (name: RegExp) => {
    const option = app.page.getByRole('radio', { name });
    if (!(await option.isChecked())) await app.afterNextResult(() => option.check());
  };
  await select('Method', method);
  await radio(metric === 'cosine' ? /^Cosine$/ : /^Euclidean$/);
  await select('CIS', cis);
  await radio(scope === 'final' ? /^Final similarity$/ : /^This layer.s similarity$/);
}

const NETWORKS: readonly NetworkName[] = [
  'vit-mean',
  'vgg-flatten-fc',
  'osnet',
  'resnet-gem-whiten',
  'efficientnet',
  'convnext',
];

/** A push tries two of the others in software graphics (ON_DEVICES); src/testing/onnx holds all of them on wasm in Node. */
const ON_WASM: readonly NetworkName[] = FULL_SWEEP
  ? NETWORKS
  : ['vgg-flatten-fc', 'resnet-gem-whiten', 'efficientnet'];

for (const name of ON_WASM)
  test(`${name}: from the dropped file to every exported array, on wasm`, async ({ page }) => {
    test.setTimeout(600_000);
    const app = new AppPage(page);
    const packed = openNetwork(name);
    const golden = packed.answers as unknown as Golden;
    await withPictures(app, golden, 'wasm');
    await app.drop(packed.files('dynamo').map(onnxFile));
    const dialog = page.getByRole('dialog', { name: 'Your network' });
    await expect(dialog.getByLabel('Input height')).toHaveValue(String(golden.input.height));
    await expect(dialog.getByLabel('Input width')).toHaveValue(String(golden.input.width));
    await dialog.getByLabel('Preprocessing').selectOption('imagenet');
    await use(app);
    const model = await page.getByRole('combobox', { name: 'Model', exact: true }).inputValue();
    expect(model).toMatch(/^own:[0-9a-f]{12}$/);
    expect(await app.score()).toBeCloseTo(golden.similarity.cosine, 4);

    const every = page.getByRole('checkbox', { name: 'Every layer' });
    if ((await every.count()) > 0) await every.check();
    const rows: { tap: string; ask: string; error: number }[] = [];
    for (const tap of ['last', 'middle'] as const) {
      const [layer] = golden.exports.dynamo!.taps[tap];
      if ((await page.getByRole('combobox', { name: 'Layer', exact: true }).inputValue()) !== layer)
        await app.afterNextResult(() => app.choose('Layer', layer!));
      for (const ask of ASKS[tap]) {
        await settle(app, ask);
        const { manifest, arrays } = await app.exportData();
        expect(manifest).toMatchObject({
          model,
          layer,
          network: { origin: 'own', sha256: manifest.modelSha256 },
        });
        for (const slot of SLOTS) {
          const error = mapError(
            arrays[`map_${slot}`]!.data,
            answer(golden, tap, ask)[slot],
            golden.taps[tap].finalScope[ask.metric].layerCam[slot],
          );
          rows.push({ tap, ask: `${ask.method} ${ask.metric} ${ask.cis ?? ''} ${ask.scope} ${slot}`, error });
          expect(
            relativeError(arrays[`embedding_${slot}`]!.data, Float32Array.from(golden.embedding[slot])),
          ).toBeLessThanOrEqual(BAR);
        }
      }
    }
    const worst = rows.filter(({ error }) => !(error <= BAR));
    expect(worst).toEqual([]);
    expect(app.problems).toEqual([]);
    expect(app.foreign).toEqual([]);
  });

test('a reader of networks without the page’s policy is given no file', async ({ page }) => {
  // As if the site's own service worker answered and sent no policy along: the worker's script then comes as it is, here
  // from a host that sends no headers.
  await page.addInitScript(() => {
    const scriptURL = new URL('./sw.js', location.href.split('?')[0]).href;
    Object.defineProperty(navigator, 'serviceWorker', {
      value: { controller: { scriptURL }, addEventListener: () => undefined },
    });
  });
  const site = await startStaticServer();
  const app = new AppPage(page);
  await page.goto(`${site.url}?backend=wasm`);
  await app.done();
  await app.drop(openNetwork('conv4-protonet').files('legacy').map(onnxFile));
  const alert = page.getByRole('dialog', { name: 'Your network' }).getByRole('alert');
  await expect(alert).toContainText('without this page’s protection');
  await site.close();
});

test('what is no network is refused in the dialog, with cause and remedy, and the pair stays', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open();
  const before = await app.pictures();
  const dialog = page.getByRole('dialog', { name: 'Your network' });
  const hostile: readonly (readonly [string, Buffer])[] = [
    ['zip.onnx', Buffer.from('PK\u0003\u0004 not a network')],
    ['empty.onnx', Buffer.alloc(0)],
    ['noise.onnx', Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 131) % 256))],
    ['cut.onnx', Buffer.from(openNetwork('conv4-protonet').files('legacy')[0]!.bytes.subarray(0, 5000))],
    ['<img src=x onerror=alert(1)>.pt', Buffer.from('PK\u0003\u0004')],
  ];
  for (const [name, buffer] of hostile) {
    await app.drop([{ name, mimeType: '', buffer }]);
    const alert = dialog.getByRole('alert');
    await expect(alert).not.toBeEmpty();
    await expect(dialog.getByRole('button', { name: 'Use this network' })).toBeDisabled();
    await dialog.getByRole('button', { name: 'Cancel', exact: true }).click();
    await expect(dialog).toBeHidden();
  }
  expect(await app.pictures()).toEqual(before);
  expect(app.problems).toEqual([]);
});

test('the vector of another framework names the preprocessing that it was made with', async ({ page }) => {
  test.setTimeout(300_000);
  const app = new AppPage(page);
  const packed = openNetwork('conv4-protonet');
  const golden = packed.answers as unknown as Golden;
  await withPictures(app, golden, 'wasm');
  await app.drop(packed.files('legacy').map(onnxFile));
  const dialog = page.getByRole('dialog', { name: 'Your network' });
  await dialog.getByText('Verify against your framework').click();
  const verdict = dialog.locator('.verify').getByRole('status');
  const give = async (numbers: readonly number[]) => {
    await dialog.getByLabel('Vector as numbers').fill(`[${numbers.join(', ')}]`);
    await dialog.getByRole('button', { name: 'Try every preprocessing' }).click();
    await expect(verdict).not.toBeEmpty({ timeout: 120_000 });
  };
  await give(golden.embedding.b);
  await expect(verdict).toContainText('It matches: ImageNet mean and deviation, RGB, image B');
  await give(golden.embedding.b.map((value, i) => (i % 2 === 0 ? value : -value - 1)));
  await expect(verdict).toContainText('None does');
  await give([1, 2, 3]);
  await expect(verdict).toContainText('has 3 numbers');
  expect(app.problems).toEqual([]);
});

test('a kept network is there after a reload, with nothing to choose again, and “Forget everything” removes it', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const app = new AppPage(page);
  const packed = openNetwork('conv4-protonet');
  await withPictures(app, packed.answers as unknown as Golden, 'wasm');
  await app.drop(packed.files('legacy').map(onnxFile));
  const dialog = page.getByRole('dialog', { name: 'Your network' });
  await expect(dialog.getByLabel('Embedding', { exact: true })).toBeVisible();
  await dialog.getByRole('checkbox', { name: /^Keep on this device/ }).check();
  await use(app);
  const model = page.getByRole('combobox', { name: 'Model', exact: true });
  const own = await model.inputValue();
  const score = await app.score();

  await page.reload();
  await app.done();
  await expect(model).toHaveValue(own);
  expect(await app.score()).toBeCloseTo(score, 6);

  const link = page.url();
  await page.getByRole('button', { name: 'About', exact: true }).click();
  await app.forgetEverything();
  await app.done();
  await page.goto(link);
  await expect(dialog.getByLabel('Choose network files')).toBeAttached();
  await expect(dialog.getByText('Kept on this device')).toHaveCount(0);
  expect(app.problems).toEqual([]);
});

test('an own network goes through points, what-if, sanity checks, sets of pairs and contrast', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const app = new AppPage(page);
  await app.open({ backend: 'wasm', a: 'canyon', b: 'alps' });
  await app.drop(openNetwork('conv4-protonet').files('legacy').map(onnxFile));
  await use(app);
  const score = await app.score();
  await app.afterNextResult(() => app.choose('Against', 'references'));
  const { manifest } = await app.exportData();
  expect((manifest.objective as { partners: object[] }).partners.length).toBeGreaterThan(5);
  expect(await app.score()).toBe(score);
  await app.afterNextResult(() => app.choose('Against', 'none'));
  for (const panel of ['Points', 'Sanity checks', 'A set of pairs']) {
    await page.getByRole('tab', { name: panel, exact: true }).click();
    await fillPanels[panel]!(page);
  }
  await page.getByRole('tab', { name: 'What if gone' }).click();
  const after = page.getByRole('status', { name: 'Similarity after', exact: true });
  await expect(after).toHaveText(String(await app.similarity.textContent()));
  await page.getByRole('button', { name: 'Erase the top 20 % of map A' }).click();
  await expect(after).not.toHaveText(String(await app.similarity.textContent()));
  expect(app.problems).toEqual([]);
});

test('a link asks for its network by name and hash, refuses another file, and gives the same with the right one', async ({
  page,
  browser,
}) => {
  test.setTimeout(300_000);
  const app = new AppPage(page);
  await app.open({ backend: 'wasm', a: 'canyon', b: 'alps', fit: 'letterbox' });
  const files = openNetwork('conv4-protonet').files('legacy').map(onnxFile);
  await app.drop(files);
  const dialog = page.getByRole('dialog', { name: 'Your network' });
  await dialog.getByLabel('Preprocessing').selectOption('zero-one');
  await dialog.getByLabel('Channel order').selectOption('BGR');
  await dialog.getByLabel('Image fit').selectOption('crop');
  await dialog.getByLabel('Short side first scaled to').fill('128');
  await use(app);
  const score = await app.score();
  const link = page.url();
  expect(new URL(link).searchParams.get('crop')).toBe('128');

  const context = await browser.newContext({ acceptDownloads: true, serviceWorkers: 'block' });
  const elsewhere = new AppPage(await context.newPage());
  await elsewhere.page.goto(link);
  const asked = elsewhere.page.getByRole('dialog', { name: 'Your network' });
  await expect(asked).toContainText(files[0]!.name);
  await expect(asked.locator('code').first()).toHaveText(new URL(link).searchParams.get('model')!.slice(4));
  await elsewhere.drop(openNetwork('mobilenetv2').files('legacy').map(onnxFile));
  await expect(asked.getByRole('alert')).toContainText('is not the network of this link');
  await expect(asked.getByRole('button', { name: 'Use this network' })).toBeDisabled();
  await elsewhere.drop(files);
  await expect(asked.getByLabel('Channel order')).toHaveValue('BGR');
  await use(elsewhere);
  expect(await elsewhere.score()).toBeCloseTo(score, 6);
  const { manifest } = await elsewhere.exportData();
  expect(manifest.input).toMatchObject({ resize: 'crop', crop: 128 });
  expect(manifest.network).toMatchObject({ preprocessing: { id: 'zero-one' }, channelOrder: 'BGR' });
  await context.close();
  expect(app.problems).toEqual([]);
});

test('a tfjs graph model, dropped with its shards, is explained; without them they are asked for by name', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open({ backend: 'wasm' });
  const [json, bin] = ['liveness.json', 'liveness.bin'].map((name) => ({
    name,
    mimeType: '',
    buffer: readFileSync(new URL(`../node_modules/@vladmandic/human/models/${name}`, import.meta.url)),
  }));
  await app.drop([json!]);
  const dialog = page.getByRole('dialog', { name: 'Your network' });
  await expect(dialog.getByRole('alert')).toContainText("'liveness.bin'");
  await app.drop([bin!]);
  await expect(dialog.getByLabel('Input height')).toHaveValue('32');
  await use(app);
  const { manifest } = await app.exportData();
  expect(manifest.layerShape).toEqual([8, 8, 32]);
  expect(manifest.network).toMatchObject({ origin: 'own', file: 'liveness.json' });
  expect(app.problems).toEqual([]);
});

/** On graphics devices, which CI has in software only: a push tries two of the six. */
const ON_DEVICES: readonly (readonly ['webgl' | 'webgpu', NetworkName])[] = FULL_SWEEP
  ? NETWORKS.flatMap((name) => [['webgl', name] as const, ['webgpu', name] as const])
  : [
      ['webgl', 'vit-mean'],
      ['webgpu', 'convnext'],
    ];

for (const [backend, name] of ON_DEVICES)
  test(`${name} gives the reference's embedding and maps on ${backend}, whole`, async ({ page }) => {
    test.setTimeout(400_000);
    const app = new AppPage(page);
    const packed = openNetwork(name);
    const golden = packed.answers as unknown as Golden;
    // One of the networks can be written by the newer exporter only.
    const [exporter] = packed.exporters;
    const { height, width } = golden.input;
    const pixels = (which: 'a' | 'b') => Uint8Array.from(formulaPixels(which, golden.input));
    await app.withholdNetwork();
    await page.goto(`./?backend=${backend}&against=none`);
    await app.drop(packed.files(exporter!).map(onnxFile));
    const dialog = page.getByRole('dialog', { name: 'Your network' });
    await dialog.getByLabel('Preprocessing').selectOption('imagenet');
    await dialog.getByRole('button', { name: 'Use this network' }).click();
    await expect(dialog).toBeHidden();
    // Shaders are compiled first, on a processor.
    await expect(app.main).toHaveAttribute('data-job', 'done', { timeout: 200_000 });
    for (const which of SLOTS)
      await app.afterNextResult(() =>
        app.setFiles({ [which]: pngFile(`formula-${which}.png`, pixels(which), width, height) }),
      );
    const [layer] = golden.exports[exporter!]!.taps.last;
    const layers = page.getByRole('combobox', { name: 'Layer', exact: true });
    if ((await layers.inputValue()) !== layer) {
      const every = page.getByRole('checkbox', { name: 'Every layer' });
      if ((await every.count()) > 0) await every.check();
      await app.afterNextResult(() => app.choose('Layer', layer!));
    }
    const { layerCam } = golden.taps.last.finalScope.cosine;
    for (const scope of ['final', 'layer'] as const) {
      const ask: Ask = { method: 'sfam', metric: 'cosine', cis: 'contribution', scope };
      await settle(app, ask);
      const { manifest, arrays } = await app.exportData();
      expect(manifest.backend).toBe(backend);
      for (const slot of SLOTS) {
        const reference = Float32Array.from(golden.embedding[slot]);
        expect(relativeError(arrays[`embedding_${slot}`]!.data, reference)).toBeLessThanOrEqual(BAR);
        const map = arrays[`map_${slot}`]!.data;
        expect(mapError(map, answer(golden, 'last', ask)[slot], layerCam[slot]), scope).toBeLessThanOrEqual(
          BAR,
        );
      }
    }
    expect(app.problems).toEqual([]);
  });
