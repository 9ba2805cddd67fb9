import { expect, test } from '@playwright/test';
import type { ReadingId } from '../src/core/cis/reading.ts';
import type { MethodId } from '../src/core/methods/method.ts';
import type { Scope } from '../src/core/methods/side.ts';
import type { MetricId } from '../src/core/metrics/metric.ts';
import type { ModelId } from '../src/core/models/model.ts';
import { type GoldenLayer, goldenModel } from '../src/testing/golden-model.ts';
import { relativeError } from '../src/testing/relative-error.ts';
import { AppPage } from './app-page.ts';
import type { Exported } from './read-export.ts';
import { formulaFile } from './test-files.ts';

const BAR = 1e-4;
const SLOTS = ['a', 'b'] as const;
const METRICS = ['cosine', 'euclidean'] as const;

/** One thing to ask the page for, and where the goldens have its answer; null: the cpu backend has it. */
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

/**
 * How many of the goldens' three layers a backend is asked for below the last, and under which metrics: software
 * GPUs need seconds a backward pass, and the cpu backend is held to the goldens everywhere by the unit tests.
 */
const PLAN = {
  cpu: { layers: 1, metrics: METRICS },
  wasm: { layers: 3, metrics: METRICS },
  webgl: { layers: 3, metrics: METRICS },
  webgpu: { layers: 2, metrics: ['cosine'] },
} as const;

type Row = { backend: string; layer: string; method: string; metric: string; against: string; error: number };

/** The cpu backend goes first: its maps are the reference where the goldens have none. */
const GROUPS = [['cpu', 'wasm', 'webgl'], ['webgpu']] as const;

for (const model of ['objects', 'faces'] as const satisfies readonly ModelId[])
  for (const group of GROUPS)
    test(`${model} on ${group.join(', ')}: the reference numbers, layer by method by metric`, async ({
      page,
    }) => {
      test.setTimeout(600_000);
      const golden = goldenModel(model);
      const rows: Row[] = [];
      const references = new Map<string, ArrayLike<number>>();
      const app = new AppPage(page);
      try {
        for (const backend of group) {
          const began = Date.now();
          const { layers, metrics } = PLAN[backend];
          await page.goto(`./?${new URLSearchParams({ model, backend }).toString()}`);
          await done(app);
          await afterNextResult(app, () => app.setFiles({ a: formulaFile('a') }));
          await afterNextResult(app, () => app.setFiles({ b: formulaFile('b') }));
          for (const layer of golden.layers.slice(0, layers))
            for (const metric of metrics)
              for (const each of cases(metric)) {
                const exported = await ask(app, layer.node, each);
                expect(exported.manifest).toMatchObject({ model, backend, layer: layer.node, metric });
                record(exported, layer, each, backend);
              }
          console.log(`${model} on ${backend}: ${Math.round((Date.now() - began) / 1000)} s`);
        }
      } finally {
        print(model, rows);
      }
      expect(app.problems).toEqual([]);

      function record({ manifest, arrays }: Exported, layer: GoldenLayer, each: Case, backend: string): void {
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
          if (known) compare(what, 'golden', map.data, known);
          else if (backend === 'cpu') references.set(key, map.data);
          else if (references.has(key)) compare(what, 'cpu', map.data, references.get(key)!);
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

/** Brings the page to these settings, one choice at a time, and takes the numbers away. */
async function ask(app: AppPage, layer: string, { method, metric, cis, scope }: Case): Promise<Exported> {
  // The address follows the state, and leaves out what is the default.
  const now = (name: string, standard: string) => new URL(app.page.url()).searchParams.get(name) ?? standard;
  const change = (group: string, option: string) => afterNextResult(app, () => app.choose(group, option));
  const last = goldenModel(now('model', 'objects') as ModelId).layers[0]!.node;
  if (now('layer', last) !== layer) await change('Layer', layer);
  if (now('metric', 'cosine') !== metric)
    await change('Metric', metric === 'cosine' ? 'Cosine' : 'Euclidean');
  if (now('method', 'sfam') !== method) await change('Method', method);
  const scopes = { final: 'Final similarity', layer: "This layer's similarity" };
  if (method !== 'eigen-cam' && now('scope', 'final') !== scope) await change('Explain', scopes[scope]);
  if (method === 'sfam' && now('cis', 'contribution') !== cis) await change('CIS', cis);
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
