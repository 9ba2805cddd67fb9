import { beforeEach, expect, it } from 'vitest';
import { judgeMap } from '../../app/collection/judge-map.ts';
import type { SetPicture } from '../../app/collection/picture-set.ts';
import type { Services } from '../../app/services.ts';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import type { Settings } from '../../app/state.ts';
import { type Mask, Masker } from '../../core/faithfulness/masker.ts';
import { engineTask } from '../../testing/engine-task.ts';
import { MOSAIC_SIZE, MosaicEngine, mosaic } from '../../testing/mosaic-engine.ts';
import { columnsOf } from './columns.ts';
import { localise } from './localise.ts';
import { measureRows } from './measure-rows.ts';
import { episodeRows, pairRows } from './rows.ts';
import { tableCsv } from './table-csv.ts';
import { tableMeans } from './table-means.ts';
import type { TableRun } from './table-run.ts';

const RED = [250, 10, 20] as const;
const GREEN = [10, 240, 30] as const;
const BLUE = [20, 15, 245] as const;
const GREY = [90, 100, 110] as const;
const PICTURES: readonly SetPicture[] = [
  mosaic('a', [RED, GREEN, BLUE, GREY], 'one'),
  mosaic('b', [RED, RED, GREEN, BLUE], 'one'),
  mosaic('c', [BLUE, GREY, GREY, GREEN], 'two'),
  mosaic('d', [BLUE, BLUE, GREY, RED], 'two'),
];
const settings: Settings = { ...DEFAULT_SETTINGS, size: MOSAIC_SIZE, scope: 'layer' };
const services = {
  decoder: { pixels: async (blob: Blob) => ({ rgb: new Uint8Array(await blob.arrayBuffer()) }) },
} as unknown as Services;
const STEPS = 4;

let engine: MosaicEngine;
let told: number[];
beforeEach(() => {
  engine = new MosaicEngine();
  told = [];
});

const measure = (rows: ReturnType<typeof pairRows>, stopsAfter = Infinity): Promise<TableRun> => {
  const stop = new AbortController();
  return measureRows(
    {
      source: 'pairs',
      rows,
      columns: columnsOf(['decomposition', 'mean-activation', 'sfam'], settings, null, 'class'),
      settings,
      steps: STEPS,
    },
    engineTask<TableRun>(Object.assign(engine, { info: { backend: 'cpu', modelSha256: '0' } }), {
      signal: stop.signal,
      report: (_, fraction) => {
        told.push(fraction);
        if (told.length === stopsAfter) stop.abort(new Error('stopped'));
      },
    }),
  );
};

it('gives each map the numbers that a set of pairs gives it', async () => {
  const run = await measure(pairRows(services, [{ a: PICTURES[0]!, b: PICTURES[1]! }], 5));
  expect(run.columns.map(({ label }) => label)).toEqual([
    'SFAM, contribution',
    'Decomposition',
    'Mean activation',
  ]);
  expect(told.at(-1)).toBe(1);
  expect([...told].sort((u, v) => u - v)).toEqual(told);
  const { pixels, cells } = run.rows[0]!;
  const masker = new Masker();
  masker.add('a', pixels, MOSAIC_SIZE);
  const [partner] = engine.look(run.rows[1]!.pixels);
  for (const { map, numbers } of cells) {
    const look = (cuts: readonly Mask['cut'][]) =>
      engine.look(
        masker.copies(
          'a',
          cuts.map((cut) => ({ map, cut })),
        ),
      );
    const judged = await judgeMap({
      steps: STEPS,
      partner: partner!,
      metrics: ['cosine'],
      embedCut: (cuts) => Promise.resolve(look(cuts)),
      embedFaded: () => Promise.resolve(look([null])[0]!),
      signal: { throwIfAborted: () => undefined },
    });
    const { insertion, deletion, drop, increase } = judged.get('cosine')!;
    for (const [name, value] of Object.entries({ insertion, deletion, drop, increase }))
      expect(numbers[name as 'drop']).toBeCloseTo(value, 10);
  }
});

it('stops between maps', async () => {
  const rows = pairRows(services, [{ a: PICTURES[0]!, b: PICTURES[1]! }], 5);
  await expect(measure(rows, 3)).rejects.toThrow('stopped');
  expect(told).toHaveLength(3);
});

it('explains the queries of an episode by their class, against the others', async () => {
  const rows = episodeRows(services, PICTURES, 2);
  expect(rows.map(({ against }) => against.map(({ weight }) => weight))).toEqual([
    [1, -1],
    [1, -1],
  ]);
  for (const { of, against } of rows) {
    expect(against[0]!.picture.name.split('/')[0]).toBe(of.name.split('/')[0]);
    expect(against[0]!.picture.id).not.toBe(of.id);
    expect(against[1]!.picture.name.split('/')[0]).not.toBe(of.name.split('/')[0]);
  }
  expect(() => episodeRows(services, PICTURES, 3)).toThrow('3 are needed');
  const { rows: done } = await measure(rows);
  // The decomposition adds up to what is explained: own similarity less that of the other class.
  for (const { score, cells } of done)
    expect(cells[1]!.map.data.reduce((sum, value) => sum + value, 0)).toBeCloseTo(score, 5);
});

it('has regions afterwards, means without intervals of too few, and a CSV with both', async () => {
  const run = await measure(pairRows(services, [{ a: PICTURES[0]!, b: PICTURES[1]! }], 5));
  const left = Uint8Array.from({ length: 64 }, (_, p) => Number(p % 8 < 4));
  const placed = localise(run, ({ id }) => (id === 'a' ? { inside: left, from: 'drawn' } : null));
  expect(placed.rows[0]).toMatchObject({ area: 0.5 });
  expect(placed.rows[1]!.cells[0]!.numbers.energy).toBeNull();
  const [sfam] = tableMeans(placed);
  expect(sfam!.energy).toMatchObject({ count: 1, mean: placed.rows[0]!.cells[0]!.numbers.energy });
  const both = placed.rows.map(({ cells }) => cells[0]!.numbers.insertion);
  expect(sfam!.insertion).toMatchObject({ count: 2, units: 1, interval: null });
  expect(sfam!.insertion.mean).toBeCloseTo((both[0]! + both[1]!) / 2, 12);
  const lines = tableCsv(placed).trimEnd().split('\r\n');
  expect(lines).toHaveLength(1 + 6 + 3);
  expect(new Set(lines.map((line) => line.split(',').length)).size).toBe(1);
});

it('gives an interval from fifteen independent photographs on', async () => {
  const pairs = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      a: mosaic(`a${i}`, [RED, GREEN, BLUE, [7 * i, 90, 30]]),
      b: mosaic(`b${i}`, [RED, GREY, [200 - 9 * i, 5, 30], BLUE]),
    }));
  const interval = async (count: number) =>
    tableMeans(await measure(pairRows(services, pairs(count), 99)))[0]!.deletion.interval;
  expect(await interval(14)).toBeNull();
  const range = await interval(15);
  expect(range!.low).toBeLessThan(range!.high);
});
