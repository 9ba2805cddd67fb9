import { expect, test } from '@playwright/test';
import { pearson } from '../src/core/correlation.ts';
import { METHODS } from '../src/core/methods/index.ts';
import type { Method, MethodId } from '../src/core/methods/method.ts';
import { BUILT_IN } from '../src/core/models/index.ts';
import { AppPage } from './app-page.ts';
import type { Exported } from './read-export.ts';

/**
 * Steps through what can be chosen, collects every sentence of the page, and holds those that state numbers to the
 * exported arrays. The full product would take an hour: each method (SFAM in each reading) runs in four of its settings,
 * so that for each of them every layer meets every scope and every metric, and every metric every scope; the two
 * networks change places from one method to the next. Masked copies (occlusion, RISE) take hundreds of passes and are
 * left out. `docs/sentences.md` lists what no number can check.
 */
const KINDS = Object.values<Method>(METHODS)
  .filter(({ kind }) => kind !== 'perturbation')
  .flatMap(({ id, uses }): { method: MethodId; cis: string | null }[] =>
    uses.reading
      ? ['contribution', 'normalized', 'gradient'].map((cis) => ({ method: id, cis }))
      : [{ method: id, cis: null }],
  );
const CELLS = [
  { place: 'last', metric: 0, scope: 0 },
  { place: 'middle', metric: 1, scope: 0 },
  { place: 'last', metric: 1, scope: 1 },
  { place: 'middle', metric: 0, scope: 1 },
] as const;
const METRICS = ['Cosine', 'Euclidean'] as const;
const SCOPES = ['Final similarity', "This layer's similarity"] as const;

type Array1 = ArrayLike<number>;
const dot = (x: Array1, y: Array1) => Array.from(x).reduce((sum, value, k) => sum + value * y[k]!, 0);
const sum = (x: Array1) => Array.from(x).reduce((all, value) => all + value, 0);
const ends = (...maps: Array1[]) => {
  const all = maps.flatMap((map) => Array.from(map));
  return [Math.min(...all), Math.max(...all)] as const;
};
const similarity = (metric: string, x: Array1, y: Array1) =>
  metric === 'cosine'
    ? dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y))
    : -Math.hypot(...Array.from(x, (value, k) => value - y[k]!));
const total = (metric: string, x: Array1, y: Array1) =>
  metric === 'cosine' ? similarity(metric, x, y) : dot(y, y) - similarity(metric, x, y) ** 2;

/** A number as the page writes it: a true minus, perhaps a power of ten. */
function read(text: string): number {
  const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  const [mantissa = '', exponent] = text.replaceAll('−', '-').split('·10');
  const power = exponent
    ? Number([...exponent].map((c) => (c === '⁻' ? '-' : digits.indexOf(c))).join(''))
    : 0;
  return Number(mantissa) * 10 ** power;
}
/** To the digits that are shown. */
const shows = (text: string, value: number, what: string) =>
  expect(Math.abs(read(text) - value), `${what}: ${text} for ${value}`).toBeLessThanOrEqual(
    0.006 * Math.max(Math.abs(value), 1e-6) + 6e-6,
  );
const NUMBER = '(−?[\\d.]+(?:·10[⁻⁰-⁹¹²³]+)?)';

/** What silencing came to, by network, place, metric and image: the measure that sentences about signs are held to. */
const losses = new Map<string, Float32Array>();

test('the sentences of every method are those that its numbers allow', async ({ page }, info) => {
  const app = new AppPage(page);
  const said = new Set<string>();
  const words = page.getByRole('region', { name: 'In words' });
  const pending: (() => void)[] = [];
  for (const model of ['objects', 'faces'] as const) {
    const blocks = BUILT_IN[model].layers.filter(({ block }) => block);
    for (const place of ['last', 'middle'] as const) {
      const layer = place === 'last' ? blocks.at(-1)! : blocks[Math.floor(blocks.length / 2)]!;
      await app.open({ model, layer: layer.node, a: 'canyon', b: 'boats', against: 'none', backend: 'wasm' });
      const chosen: Record<string, string> = {};
      for (const [i, { method, cis }] of KINDS.entries()) {
        const { uses } = METHODS[method];
        // Even methods meet their first two settings on `objects`, odd ones on `faces`.
        const cell = CELLS.find(
          (one, c) => one.place === place && c >= 2 === ((model === 'objects') === (i % 2 === 1)),
        )!;
        const wanted: [string, string][] = [
          ['Method', method],
          ...(cis === null ? [] : ([['CIS', cis]] as [string, string][])),
          ...(uses.metric ? ([['Metric', METRICS[cell.metric]]] as [string, string][]) : []),
          ...(uses.scopes.length > 1 ? ([['Explain', SCOPES[cell.scope]]] as [string, string][]) : []),
        ];
        for (const [group, option] of wanted) {
          if (chosen[group] === option || (group === 'Method' && i === 0)) continue;
          await app.choose(group, option);
          chosen[group] = option;
        }
        await expect(words).toContainText(`${METHODS[method].label}, `);
        await app.done();
        const { manifest, arrays } = await app.exportData();
        // A method of one scope takes the choice of scope with it.
        chosen.Explain = SCOPES[manifest.scope === 'layer' ? 1 : 0];
        expect(manifest, 'what was chosen is what was computed').toMatchObject({
          method,
          cis,
          ...(uses.metric && { metric: METRICS[cell.metric].toLowerCase() }),
        });
        const signed = uses.metric && cis !== 'normalized' && method !== 'layer-cam';
        if (
          signed &&
          (manifest.scope === 'layer' || place === 'last') &&
          (await words.getByText('Setting one of').count()) === 0
        )
          await words
            .getByText('Setting one of')
            .first()
            .waitFor({ timeout: 10_000 })
            .catch(() => undefined);
        const text = await page.evaluate(() =>
          [...document.querySelectorAll('main p, main figcaption, main dd, main dt, main h2, main h3')]
            .filter((element) => (element as HTMLElement).offsetParent !== null)
            // Numbers to copy are plain decimals that programs read: no sentences.
            .filter((element) => element.querySelector('output') === null)
            .map((element) => (element as HTMLElement).innerText.trim())
            .filter((line) => line !== ''),
        );
        for (const line of text) said.add(line);
        const label = [model, place, method, cis, manifest.metric, manifest.scope].join(' ');
        check(label, text, manifest, arrays, place);
        if (method === 'silencing')
          for (const slot of ['a', 'b'])
            losses.set([model, place, manifest.metric, slot].join(' '), arrays[`map_${slot}`]!.data);
        pending.push(() => checkSigns(label, text, [model, place, manifest.metric].join(' '), arrays));
      }
    }
  }
  // Silencing may have come after a sentence that is held to it.
  for (const one of pending) one();

  await app.open({ model: 'objects', a: 'allium', b: 'allium', against: 'none', backend: 'wasm' });
  await expect(words).toContainText('To this network the two images are the same.');
  await expect(words).not.toContainText(/\((negative )?share of|strengthened\)|without it\)|No value is/);
  await expect(page.getByRole('region', { name: 'Colour scale' })).not.toContainText(
    /negative share|strengthened/,
  );

  expect(said.size).toBeGreaterThan(100);
  await info.attach('sentences', { body: [...said].sort().join('\n\n'), contentType: 'text/plain' });
  expect(app.problems).toEqual([]);
});

type Arrays = Exported['arrays'];

function check(
  label: string,
  text: readonly string[],
  manifest: Exported['manifest'],
  arrays: Arrays,
  place: 'last' | 'middle',
): void {
  const { metric, scope, method } = manifest as unknown as Record<string, string>;
  const all = text.join('\n');
  expect(all, label).not.toMatch(/pulls|pushes|evidence|hurt/i);
  expect(all, `${label}: a true minus sign`).not.toMatch(/(^|[\s([])-\d/);

  // The score is that of the exported vectors.
  const vectors = (scope === 'layer' ? ['pooled_a', 'pooled_b'] : ['embedding_a', 'embedding_b']).map(
    (name) => arrays[name]!.data,
  ) as unknown as [Array1, Array1];
  const stated = scope === 'layer' ? manifest.layerSimilarity : manifest.similarity;
  expect(Math.abs(similarity(metric!, ...vectors) - stated), label).toBeLessThan(
    1e-4 * Math.max(1, Math.abs(stated)),
  );

  // Maps in words: range, one sign only.
  for (const slot of ['a', 'b'] as const) {
    const map = arrays[`map_${slot}`]!.data;
    const line = text.find(
      (one) => one.startsWith(`${slot.toUpperCase()} `) && one.includes(' cells, from '),
    );
    const [low, high] = ends(map);
    if (low === high) continue;
    const found = new RegExp(`cells, from ${NUMBER.replace('[\\d.]+', '[\\d.e−+-]+')} to ([^ ]+)\\.`).exec(
      line ?? '',
    );
    expect(found, `${label}: ${line}`).not.toBeNull();
    shows(found![1]!, low, label);
    shows(found![2]!, high, label);
    if (line!.includes('No value is negative')) expect(low, label).toBeGreaterThanOrEqual(0);
    if (line!.includes('No value is positive')) expect(high, label).toBeLessThanOrEqual(0);
    const below = place === 'middle' && scope === 'final';
    if (below && ['sfam', 'grad-cam', 'xgrad-cam'].includes(method!))
      expect(line, label).not.toMatch(/share of|strengthened/);
  }

  // The correlation with activity, and the words that it earns.
  const activity = (manifest as unknown as { activity: { kind: string } }).activity.kind;
  const control = activity === 'feature-norm' ? 'feature_norm' : 'mean_activation';
  for (const slot of ['a', 'b'] as const) {
    const line = text.find((one) => one.startsWith(`${slot.toUpperCase()} r = `));
    const r = pearson(arrays[`map_${slot}`]!.data, arrays[`${control}_${slot}`]!.data);
    if (r === null || !line) continue;
    const shown = read(/r = (−?[\d.]+)/.exec(line)![1]!);
    expect(Math.abs(shown - r), label).toBeLessThan(0.0051);
    if (line.includes('mostly shows')) expect(shown).toBeGreaterThanOrEqual(0.9);
    if (line.includes('where the network is quiet')) expect(shown).toBeLessThanOrEqual(-0.3);
  }

  // What is left open below the last layer.
  const open = text.find((one) => one.startsWith('Left open: '));
  const isOpen = method === 'sfam' && (manifest as unknown as { cis: string }).cis === 'contribution';
  expect(open !== undefined, label).toBe(isOpen && scope === 'final' && place === 'middle');
  if (open) {
    const [a, b] = [...open.matchAll(new RegExp(`${NUMBER} % in`, 'g'))].map(([, share]) => read(share!));
    const [x, y] = vectors;
    const share = (cis: Array1, u: Array1, v: Array1) => 100 * (1 - sum(cis) / total(metric!, u, v));
    expect(Math.abs(a! - share(arrays.cis_a!.data, x, y)), label).toBeLessThan(0.006 * Math.abs(a!) + 0.6);
    expect(Math.abs(b! - share(arrays.cis_b!.data, y, x)), label).toBeLessThan(0.006 * Math.abs(b!) + 0.6);
  }
}

/** “The score falls for 23 and rises for 26. The sign of SFAM is that of the effect in 23 of 49.” */
function checkSigns(label: string, text: readonly string[], key: string, arrays: Arrays): void {
  for (const slot of ['a', 'b'] as const) {
    const line = text.find((one) => one.startsWith(`${slot.toUpperCase()} Setting one of the `));
    const loss = losses.get(`${key} ${slot}`);
    if (!line || !loss) continue;
    const noise = 1e-5 * Math.max(...loss.map(Math.abs));
    const [falls, rises] = /falls for (\d+) and rises for (\d+)/.exec(line)!.slice(1).map(Number);
    expect([falls, rises], label).toEqual([
      loss.filter((value) => value > noise).length,
      loss.filter((value) => value < -noise).length,
    ]);
    const agreement = /effect in (\d+) of (\d+)/.exec(line);
    if (!agreement) continue;
    const map = arrays[`map_${slot}`]!.data;
    const compared = [...loss.keys()].filter((p) => Math.abs(loss[p]!) > noise && map[p] !== 0);
    expect(agreement.slice(1).map(Number), label).toEqual([
      compared.filter((p) => map[p]! > 0 === loss[p]! > 0).length,
      compared.length,
    ]);
  }
}
