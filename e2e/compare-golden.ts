import { expect } from '@playwright/test';
import { type GoldenId, goldenModel } from '../src/testing/golden-model.ts';
import { relativeError } from '../src/testing/relative-error.ts';
import type { TestFile } from './app-page.ts';
import type { Exported } from './read-export.ts';
import { formulaFile } from './test-files.ts';

/** The largest relative error against the float64 references, on every backend and in every browser. */
export const BAR = 1e-4;

/** What it takes to drive the app, in whichever browser. */
export interface Driver {
  open(parameters: Readonly<Record<string, string>>): Promise<void>;
  afterNextResult(change: () => Promise<unknown>): Promise<void>;
  setFiles(files: { readonly a?: TestFile; readonly b?: TestFile }): Promise<void>;
  choose(group: string, option: string): Promise<void>;
  /** The metric that the address names. */
  metric(): Promise<string>;
  exportData(): Promise<Exported>;
}

export interface GoldenRow {
  readonly what: string;
  readonly error: string;
}

/**
 * Compares what the app exports for the formula images with the references: embeddings, scores and SFAM for the
 * final similarity, both metrics, at the first `layers` layers of the goldens.
 *
 * @returns every comparison made; those above the bar have failed the test (softly).
 */
export async function compareGolden(
  app: Driver,
  { model, backend, layers }: { model: GoldenId; backend: string; layers: number },
): Promise<GoldenRow[]> {
  const golden = goldenModel(model);
  await app.open({ model, backend });
  await app.afterNextResult(() => app.setFiles({ a: formulaFile('a') }));
  await app.afterNextResult(() => app.setFiles({ b: formulaFile('b') }));
  const rows: GoldenRow[] = [];
  const compare = (what: string, out: ArrayLike<number>, ref: ArrayLike<number>) => {
    const error = relativeError(out, ref);
    rows.push({ what, error: error.toExponential(1) });
    expect.soft(error, what).toBeLessThan(BAR);
  };
  for (const [index, layer] of golden.layers.slice(0, layers).entries()) {
    if (index > 0) await app.afterNextResult(() => app.choose('Layer', layer.node));
    for (const metric of ['cosine', 'euclidean'] as const) {
      const label = metric === 'cosine' ? 'Cosine' : 'Euclidean';
      if ((await app.metric()) !== metric) await app.afterNextResult(() => app.choose('Metric', label));
      const { manifest, arrays } = await app.exportData();
      expect(manifest).toMatchObject({ model, backend, layer: layer.node, metric, scope: 'final' });
      expect(Math.abs(manifest.similarity - golden.similarity[metric])).toBeLessThan(BAR);
      const layerError = Math.abs(manifest.layerSimilarity / layer.layerScope[metric].similarity - 1);
      expect(layerError).toBeLessThan(BAR);
      for (const slot of ['a', 'b'] as const) {
        compare(`embedding_${slot}`, arrays[`embedding_${slot}`]!.data, golden.embedding[slot]);
        expect(arrays[`map_${slot}`]!.shape).toEqual(layer.shape.slice(0, 2));
        const ref = layer.embeddingScope[metric].sfam.contribution[slot];
        compare(`sfam ${metric} ${layer.node} ${slot}`, arrays[`map_${slot}`]!.data, ref);
      }
    }
  }
  return rows;
}

/** One line for the log. */
export function worstOf(rows: readonly GoldenRow[]): string {
  const worst = rows.reduce((a, b) => (Number(a.error) > Number(b.error) ? a : b));
  return `${rows.length} arrays, worst ${worst.error} (${worst.what})`;
}
