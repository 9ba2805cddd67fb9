import { expect, test } from '@playwright/test';
import type { ReadingId } from '../src/core/cis/reading.ts';
import { METHODS } from '../src/core/methods/index.ts';
import type { MethodId } from '../src/core/methods/method.ts';
import type { Scope } from '../src/core/methods/side.ts';
import type { MetricId } from '../src/core/metrics/metric.ts';
import { type GoldenId, type GoldenLayer, goldenModel } from '../src/testing/golden-model.ts';
import { relativeError } from '../src/testing/relative-error.ts';
import { AppPage } from './app-page.ts';
import type { Exported } from './read-export.ts';
import { FULL_SWEEP } from './sweep.ts';
import { formulaFile } from './test-files.ts';

const BAR = 1e-4;
const SLOTS = ['a', 'b'] as const;
const METRICS = ['cosine', 'euclidean'] as const;

/** One thing to ask the page for, and where the goldens have its answer; null: the first backend asked has it. */
interface Case {
  readonly method: MethodId;
  readonly metric: MetricId;
  readonly cis: ReadingId;
  readonly scope: Scope;
  golden(layer: GoldenLayer, slot: 'a' | 'b'): readonly number[] | null;
}

/** Ordered so that each differs from the one before in as few settings as possible: every change is a job. */
function cases(metric: MetricId): Case[] {
  const final = (
    method: MethodId,
    cis: ReadingId,
    key: 'gradCam' | 'hiResCam' | 'layerCam' | null,
  ): Case => ({
    method,
    metric,
    cis,
    scope: 'final',
    golden: ({ embeddingScope }, slot) =>
      key === null
        ? embeddingScope[metric].sfam[cis as 'contribution' | 'gradient'][slot]
        : embeddingScope[metric][key][slot],
  });
  const layer = (cis: ReadingId): Case => ({
    method: 'sfam',
    metric,
    cis,
    scope: 'layer',
    golden: ({ layerScope }, slot) => layerScope[metric].sfam[cis][slot],
  });
  return [
    final('sfam', 'contribution', null),
    final('sfam', 'gradient', null),
    final('grad-cam', 'gradient', 'gradCam'),
    final('hires-cam', 'gradient', 'hiResCam'),
    final('layer-cam', 'gradient', 'layerCam'),
    layer('gradient'),
    layer('normalized'),
    layer('contribution'),
    {
      method: 'decomposition',
      metric,
      cis: 'contribution',
      scope: 'layer',
      golden: ({ layerScope }, slot) => layerScope[metric].decomposition[slot],
    },
    ...(metric === 'euclidean'
      ? []
      : [{ method: 'eigen-cam', metric, cis: 'contribution', scope: 'layer', golden: () => null } as const]),
  ];
}

/** Needs no images, so there is no golden. */
const random: Case = {
  method: 'random',
  metric: 'cosine',
  cis: 'contribution',
  scope: 'final',
  golden: () => null,
};

type Backend = 'cpu' | 'wasm' | 'webgl' | 'webgpu';

/** One of each kind of work: both ways back, by channel and by place, and both scopes. */
const isOneOfEach = ({ method, scope, cis }: Case) =>
  method === 'sfam' ? cis === 'contribution' : method === 'layer-cam' || scope === 'layer';

/**
 * What a backend is asked for at the i-th of the goldens' layers, the last of the network first: software GPUs need
 * seconds a backward pass (a push asks them for everything at the last layer under the cosine, and for one of each kind
 * of work under the Euclidean metric there and under the cosine at one layer below), and the cpu backend, which the unit tests hold to
 * the goldens everywhere, gives the references for what they do not have. Occlusion and RISE are left to
 * src/engine/worker/backends.test.ts, which holds wasm to cpu: on software WebGL their hundreds of passes took a hundred
 * seconds.
 */
const PLAN: Readonly<Record<Backend, (layer: number) => readonly Case[]>> = {
  cpu: (layer) =>
    layer === 0
      ? [...METRICS.flatMap(cases), random]
      : cases('cosine').filter(({ method }) => method === 'eigen-cam'),
  wasm: (layer) => [...METRICS.flatMap(cases), ...(layer === 0 ? [random] : [])],
  webgl: (layer) => PLAN.webgpu(layer),
  webgpu: (layer) => {
    if (FULL_SWEEP) return PLAN.wasm(layer);
    if (layer === 0) return [...cases('cosine'), ...cases('euclidean').filter(isOneOfEach), random];
    return layer === 1 ? cases('cosine').filter(isOneOfEach) : [];
  },
};

/**
 * In this order: the first is the reference. Opening a network on software WebGPU takes forty seconds of a processor,
 * for its shaders, before anything is asked: a push opens one on each kind of graphics device, the night both.
 */
const BACKENDS: Readonly<Record<GoldenId, readonly Backend[]>> = {
  objects: FULL_SWEEP ? ['cpu', 'wasm', 'webgl', 'webgpu'] : ['cpu', 'wasm', 'webgpu'],
  faces: FULL_SWEEP ? ['cpu', 'wasm', 'webgl', 'webgpu'] : ['cpu', 'wasm', 'webgl'],
};

type Row = { backend: string; layer: string; method: string; metric: string; against: string; error: number };

for (const model of ['objects', 'faces'] as const satisfies readonly GoldenId[])
  test(`${model} on ${BACKENDS[model].join(', ')}: the reference numbers, layer by method by metric; nothing is left behind`, async ({
    page,
  }) => {
    test.setTimeout(1_800_000);
    const golden = goldenModel(model);
    const rows: Row[] = [];
    /** What the first backend that was asked gave where the goldens have nothing. */
    const references = new Map<string, { backend: Backend; map: ArrayLike<number> }>();
    const app = new AppPage(page);
    await app.neverIdle();
    try {
      for (const backend of BACKENDS[model]) {
        const began = Date.now();
        await page.goto(`./?${new URLSearchParams({ model, backend }).toString()}`);
        await done(app);
        await afterNextResult(app, () => app.setFiles({ a: formulaFile('a') }));
        await afterNextResult(app, () => app.setFiles({ b: formulaFile('b') }));
        for (const [i, layer] of golden.layers.entries())
          for (const each of PLAN[backend](i)) {
            const exported = await ask(app, layer.node, each);
            expect(exported.manifest).toMatchObject({
              model,
              backend,
              layer: layer.node,
              metric: each.metric,
            });
            record(exported, layer, each, backend);
          }
        // Below the last layer there is a way back to make; the cpu backend was spared it.
        await leaveNothing(app, golden.layers[backend === 'cpu' ? 0 : 1]!.node);
        console.log(`${model} on ${backend}: ${Math.round((Date.now() - began) / 1000)} s`);
      }
    } finally {
      print(model, rows);
    }
    expect(app.problems).toEqual([]);

    function record({ manifest, arrays }: Exported, layer: GoldenLayer, each: Case, backend: Backend): void {
      const { metric, method, cis, scope } = each;
      const what = method === 'sfam' ? `sfam ${cis} ${scope}` : `${method} ${scope}`;
      const compare = (name: string, against: string, out: ArrayLike<number>, ref: ArrayLike<number>) => {
        const error = relativeError(out, ref);
        rows.push({ backend, layer: layer.node, method: name, metric, against, error });
        expect.soft(error, `${backend} ${layer.node} ${name} ${metric}`).toBeLessThan(BAR);
      };
      expect.soft(Math.abs(manifest.similarity - golden.similarity[metric])).toBeLessThan(BAR);
      expect
        .soft(Math.abs(manifest.layerSimilarity / layer.layerScope[metric].similarity - 1))
        .toBeLessThan(BAR);
      for (const slot of SLOTS) {
        const map = arrays[`map_${slot}`]!;
        expect(map.shape).toEqual(layer.shape.slice(0, 2));
        const key = [layer.node, what, metric, slot].join(' ');
        const known = each.golden(layer, slot);
        const reference = references.get(key);
        if (known) compare(what, 'golden', map.data, known);
        else if (reference) compare(what, reference.backend, map.data, reference.map);
        else if (backend === 'cpu') references.set(key, { backend, map: map.data });
        else throw new Error(`${backend}: nothing to compare ${key} with`);
        if (method === 'sfam') compareWeights(arrays[`cis_${slot}`]!, layer, each, slot, compare);
        if (what !== 'sfam contribution final') continue;
        compare('embedding', 'golden', arrays[`embedding_${slot}`]!.data, golden.embedding[slot]);
        compare(
          'mean-activation',
          'golden',
          arrays[`mean_activation_${slot}`]!.data,
          layer.meanActivation[slot],
        );
      }
    }
  });

/** The channels' weights: one by one for the layer's similarity, by their sum for the final one. */
function compareWeights(
  { data, shape }: Exported['arrays'][string],
  layer: GoldenLayer,
  { metric, cis, scope }: Case,
  slot: 'a' | 'b',
  compare: (name: string, against: string, out: ArrayLike<number>, ref: ArrayLike<number>) => void,
): void {
  expect(shape).toEqual([layer.shape[2]]);
  const known = layer.layerScope[metric].cis[cis]?.[slot];
  if (scope === 'layer' && known) compare(`weights ${cis} layer`, 'golden', data, known);
  if (scope === 'layer' || cis === 'normalized') return;
  const sum = layer.embeddingScope[metric].cisSum[cis][slot];
  const size = data.reduce((total, value) => total + Math.abs(value), 0);
  // A sum that cancels is known as well as its terms are.
  const error = Math.abs(data.reduce((total, value) => total + value, 0) - sum) / size;
  expect.soft(error, `sum of the weights, ${layer.node} ${cis} ${metric} ${slot}`).toBeLessThan(BAR);
}

/**
 * Against a blank image nothing has been asked yet, so that each of these is work on images that the engine holds, one
 * as much as the other, and leaves as many tensors on the device, whether it was done when asked for or ahead of that.
 * (What was asked before would be no work at all: explanations are kept.)
 */
async function leaveNothing(app: AppPage, layer: string): Promise<void> {
  const [cosine, euclidean] = METRICS.map((metric) => cases(metric)[0]!);
  await bring(app, layer, cosine!);
  await afterNextResult(app, () => app.choose('Against', 'blank'));
  await expect(app.main).toHaveAttribute('data-recalled', 'false');
  // Now every image, the blank one too, has been held wherever it is needed.
  await bring(app, layer, euclidean!);
  const tensors = (await app.main.getAttribute('data-tensors'))!;
  expect(Number(tensors)).toBeGreaterThan(0);
  for (const one of [cosine!, euclidean!]) {
    await bring(app, layer, { ...one, cis: 'gradient' });
    await expect(app.main, `tensors after the gradient, ${one.metric}`).toHaveAttribute(
      'data-tensors',
      tensors,
    );
  }
}

/** Software WebGPU on a busy machine takes its time. */
const PATIENCE = { timeout: 200_000 };

async function done(app: AppPage): Promise<void> {
  await expect(app.main).toHaveAttribute('data-job', 'done', PATIENCE);
}

async function afterNextResult(app: AppPage, change: () => Promise<unknown>): Promise<void> {
  const before = await app.main.getAttribute('data-result');
  await change();
  await expect(app.main).not.toHaveAttribute('data-result', before ?? 'none', PATIENCE);
  await done(app);
}

/** Brings the page to these settings, one choice at a time. */
async function bring(app: AppPage, layer: string, { method, metric, cis, scope }: Case): Promise<void> {
  // The address follows the state, and leaves out what is the default.
  const now = async (name: string, standard: string) => (await app.address()).get(name) ?? standard;
  const change = (group: string, option: string) => afterNextResult(app, () => app.choose(group, option));
  const last = goldenModel((await now('model', 'objects')) as GoldenId).layers[0]!.node;
  if ((await now('layer', last)) !== layer) await change('Layer', layer);
  if ((await now('metric', 'cosine')) !== metric)
    await change('Metric', metric === 'cosine' ? 'Cosine' : 'Euclidean');
  if ((await now('method', 'sfam')) !== method) await change('Method', method);
  const scopes = { final: 'Final similarity', layer: "This layer's similarity" };
  if (METHODS[method].uses.scopes.length > 0 && (await now('scope', 'final')) !== scope)
    await change('Explain', scopes[scope]);
  if (method === 'sfam' && (await now('cis', 'contribution')) !== cis) await change('CIS', cis);
}

/** Brings the page to these settings and takes the numbers away. */
async function ask(app: AppPage, layer: string, each: Case): Promise<Exported> {
  const { method, metric, cis, scope } = each;
  await bring(app, layer, each);
  const exported = await app.exportData();
  expect(exported.manifest).toMatchObject({ method, metric });
  if (method === 'sfam') expect(exported.manifest).toMatchObject({ cis, scope });
  return exported;
}

/** The worst of both images, a line for each backend, layer, method and metric. */
function print(model: string, rows: readonly Row[]): void {
  const lines = new Map<string, number>();
  for (const { backend, layer, method, metric, against, error } of rows) {
    const short = layer.split('/').slice(-2).join('/');
    const line = [backend.padEnd(7), short.padEnd(34), metric.padEnd(10), method.padEnd(25), against].join(
      ' ',
    );
    lines.set(line, Math.max(lines.get(line) ?? 0, error));
  }
  console.log(
    [
      `Parity of ${model}, relative L2 error (bar ${BAR}):`,
      ...[...lines].map(([line, e]) => `${line.padEnd(88)} ${e.toExponential(1)}`),
    ].join('\n'),
  );
}
