import { expect, type Page, test } from '@playwright/test';
import { pearson } from '../src/core/correlation.ts';
import { METHODS } from '../src/core/methods/index.ts';
import type { Method, MethodId } from '../src/core/methods/method.ts';
import { BUILT_IN } from '../src/core/models/index.ts';
import { AppPage } from './app-page.ts';
import type { Exported } from './read-export.ts';
import { listedSentences, proseOf, templatesOf } from './sentence-list.ts';
import { FULL_SWEEP } from './sweep.ts';

/**
 * Steps through what can be chosen, collects every sentence of the page and of the panels below, and holds those that
 * state numbers to the exported arrays; every other one has to stand in `docs/sentences.md`, for a reader to judge.
 *
 * The full product would take an hour. The whole sweep (`SWEEP=full`) runs each method (SFAM in each reading), plain and
 * in contrast, in eight of its settings, so that each meets every layer with every scope and every metric; the two
 * networks change places from one method to the next, and from plain to contrast. A push takes every method once,
 * every other one in contrast, spread over networks and layers. Masked copies (hundreds of passes a map) and the panels that run tests, before they
 * have run, belong to the whole.
 */
const kindsOf = (masked: boolean) =>
  Object.values<Method>(METHODS)
    .filter(({ kind }) => (kind === 'perturbation') === masked)
    .flatMap(({ id, uses }): { method: MethodId; cis: string | null }[] =>
      uses.reading
        ? ['contribution', 'normalized', 'gradient'].map((cis) => ({ method: id, cis }))
        : [{ method: id, cis: null }],
    );
/** Those of masked copies last: the others have the same settings in the whole as in a sample. */
const UNMASKED = kindsOf(false);
const KINDS = [...UNMASKED, ...(FULL_SWEEP ? kindsOf(true) : [])];
const AGAINST = ['none', 'references'] as const;
const NETWORKS = ['objects', 'faces'] as const;
const PLACES = ['last', 'middle'] as const;
/** Panels that show something without a run of their own; the whole opens those that run tests too. */
const PANELS = [
  'Channels',
  'Why different',
  'Points',
  ...(FULL_SWEEP ? ['Compare', 'Test this map', 'Sanity checks'] : []),
];
/** What they show once that is there. */
const MADE: Readonly<Record<string, string>> = {
  Channels: 'text=Their map follows',
  Points: 'tr + tr',
};
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

/** What silencing came to, by settings and image: the measure that sentences about signs are held to. */
const losses = new Map<string, Float32Array>();
/** Every sentence that was met, in all tests of this file. */
const met = new Set<string>();

// In the order that they stand, by one worker, so that the last test knows what the others met.
test.describe.configure({ mode: 'default' });

/** What is on screen, line by line. */
const linesOf = (page: Page, within: string) =>
  page.evaluate(
    (root) =>
      ['p', 'figcaption', 'dd', 'dt', 'h2', 'h3', 'caption']
        .flatMap((tag) => [...document.querySelectorAll<HTMLElement>(`${root} ${tag}`)])
        .filter((element) => element.offsetParent !== null)
        // Numbers to copy are plain decimals that programs read: no sentences.
        .filter((element) => element.querySelector('output') === null)
        .flatMap((element) => element.innerText.split('\n'))
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    within,
  );

function expectListed(said: ReadonlySet<string>): void {
  const listed = listedSentences();
  expect(
    [...proseOf(said)].filter((line) => !listed.has(line)).sort(),
    'sentences that no check holds and docs/sentences.md does not list',
  ).toEqual([]);
}

for (const [m, model] of NETWORKS.entries())
  for (const [l, place] of PLACES.entries())
    test(`${model}, ${place} layer: the sentences of every method are those that its numbers allow`, async ({
      page,
    }, info) => {
      test.setTimeout(FULL_SWEEP ? 1_800_000 : 300_000);
      const app = new AppPage(page);
      const said = new Set<string>();
      const words = page.getByRole('region', { name: 'In words' });
      const pending: (() => void)[] = [];
      const blocks = BUILT_IN[model].layers.filter(({ block }) => block);
      const layer = place === 'last' ? blocks.at(-1)! : blocks[Math.floor(blocks.length / 2)]!;
      for (const [contrast, against] of AGAINST.entries()) {
        await app.open({ model, layer: layer.node, a: 'canyon', b: 'boats', against, backend: 'wasm' });
        const chosen: Record<string, string> = {};
        /** Chooses the settings of one of KINDS and waits for its map. */
        const explain = async (i: number) => {
          const { method, cis } = KINDS[i]!;
          const { uses, kind, label } = METHODS[method];
          // Even methods meet their first two settings on `objects`, odd ones on `faces`; in contrast, the other way.
          const cell = CELLS.find((one, c) => one.place === place && c >= 2 === (m + i + contrast) % 2 > 0)!;
          const wanted: [string, string][] = [
            ['Method', method],
            ...(cis === null ? [] : ([['CIS', cis]] as [string, string][])),
            ...(uses.metric ? ([['Metric', METRICS[cell.metric]]] as [string, string][]) : []),
            ...(uses.scopes.length > 1 ? ([['Explain', SCOPES[cell.scope]]] as [string, string][]) : []),
          ];
          for (const [group, option] of wanted) {
            if (chosen[group] === option) continue;
            await app.choose(group, option);
            chosen[group] = option;
          }
          // Hundreds of masked copies take their time.
          await expect(words).toContainText(`${label}, `, {
            timeout: kind === 'perturbation' ? 240_000 : 60_000,
          });
          await app.done();
          return METRICS[cell.metric].toLowerCase();
        };
        const panels = async () => {
          for (const panel of PANELS) {
            await page.getByRole('tab', { name: panel, exact: true }).click();
            const shown = page.getByRole('tabpanel', { name: panel, exact: true });
            await expect(shown.getByText('Loading…')).toHaveCount(0);
            await expect(shown).toContainText(/\p{L}{4,} /u);
            // What a panel works out by itself comes a little later; some settings give it nothing to work out.
            const made = MADE[panel];
            if (made)
              await shown
                .locator(made)
                .first()
                .waitFor({ timeout: 10_000 })
                .catch(() => undefined);
            for (const line of await linesOf(page, 'main')) said.add(line);
          }
        };
        // A sample takes each method at one of the four places, every other time in contrast.
        const sample = [...UNMASKED.keys()].filter((i) => (i + contrast) % 8 === 2 * (2 * m + l));
        const all = [...KINDS.keys()].filter(
          (i) =>
            METHODS[KINDS[i]!.method].kind !== 'perturbation' || (model === 'objects' && place === 'last'),
        );
        const turns = FULL_SWEEP ? all : sample;
        for (const i of turns) {
          const { method, cis } = KINDS[i]!;
          const { uses, kind } = METHODS[method];
          const metric = await explain(i);
          const { manifest, arrays } = await app.exportData();
          // A method of one scope takes the choice of scope with it.
          chosen.Explain = SCOPES[manifest.scope === 'layer' ? 1 : 0];
          expect(manifest, 'what was chosen is what was computed').toMatchObject({
            method,
            cis,
            ...(uses.metric && { metric }),
          });
          const signed = uses.metric && cis !== 'normalized' && method !== 'layer-cam';
          if (
            signed &&
            kind !== 'perturbation' &&
            (manifest.scope === 'layer' || place === 'last') &&
            (await words.getByText('Setting one of').count()) === 0
          )
            await words
              .getByText('Setting one of')
              .first()
              .waitFor({ timeout: 10_000 })
              .catch(() => undefined);
          const text = await linesOf(page, 'main');
          for (const line of text) said.add(line);
          const label = [model, place, against, method, cis, manifest.metric, manifest.scope].join(' ');
          const key = [model, place, against, manifest.metric].join(' ');
          check(label, text, manifest, arrays, place);
          if (method === 'silencing')
            for (const slot of ['a', 'b']) losses.set(`${key} ${slot}`, arrays[`map_${slot}`]!.data);
          pending.push(() => checkSigns(label, text, key, arrays));
        }
        // The panels below, in the settings that came last; the whole opens them where a sample does, too.
        if (FULL_SWEEP || (m === 0 && l === 0)) await panels();
        const opened = sample.at(-1);
        if (FULL_SWEEP && opened !== undefined) {
          await explain(opened);
          await panels();
        }
      }
      // Silencing may have come after a sentence that is held to it.
      for (const one of pending) one();
      for (const line of said) met.add(line);
      await info.attach('sentences', { body: [...said].sort().join('\n\n'), contentType: 'text/plain' });
      expectListed(said);
      expect(app.problems).toEqual([]);
    });

test('identical images have no sides; and nothing is listed that is never shown', async ({ page }) => {
  const app = new AppPage(page);
  const words = page.getByRole('region', { name: 'In words' });
  await app.open({ model: 'objects', a: 'allium', b: 'allium', against: 'none', backend: 'wasm' });
  await expect(words).toContainText('To this network the two images are the same.');
  await expect(words).not.toContainText(/\((negative )?share of|strengthened\)|without it\)|No value is/);
  await expect(page.getByRole('region', { name: 'Colour scale' })).not.toContainText(
    /negative share|strengthened/,
  );
  const said = new Set(await linesOf(page, 'main'));
  expectListed(said);
  expect(app.problems).toEqual([]);
  if (!FULL_SWEEP) return;
  const shown = templatesOf([...met, ...said]);
  expect([...listedSentences()].filter((line) => !shown.has(line))).toEqual([]);
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

  // What a screen reader is told of each picture names the same range.
  const ranges = text.flatMap((one) => / cells, from .+? to [^ ]+\./.exec(one) ?? []);
  for (const one of text.filter((line) => line.includes('Arrow keys move')))
    expect(ranges.filter((range) => one.includes(range)).length, `${label}: ${one}`).toBeGreaterThan(1);

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
  // In contrast it is a share of the objective's total, of vectors that the export does not hold.
  if (
    open &&
    manifest.objective &&
    (manifest as unknown as { objective: { kind: string } }).objective.kind === 'pair'
  ) {
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
