import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../core/app-error.ts';
import { Masker } from '../../core/faithfulness/masker.ts';
import { MOSAIC_SIZE, MosaicEngine, mosaic } from '../../testing/mosaic-engine.ts';
import { allPairs, drawPairs } from './choose-pairs.ts';
import { listVariants } from './list-variants.ts';
import { copiesOfPair } from './measure-pair.ts';
import type { PairResult } from './pair-result.ts';
import { PicturePreparer } from './picture-preparer.ts';
import { pairKey, type SetPicture } from './picture-set.ts';
import { type RunRequest, runPairs, type SkippedPair } from './run-pairs.ts';

const RED = [250, 10, 20] as const;
const GREEN = [10, 240, 30] as const;
const BLUE = [20, 15, 245] as const;
const GREY = [90, 100, 110] as const;

const everyTwo = (pictures: readonly SetPicture[]) => drawPairs(allPairs(pictures), 1000);

const PICTURES = [
  mosaic('one', [RED, GREY, BLUE, GREEN]),
  mosaic('two', [GREEN, RED, GREY, GREY]),
  mosaic('three', [GREY, GREEN, GREEN, BLUE]),
  mosaic('four', [BLUE, RED, RED, GREY]),
];
const VARIANTS = listVariants({
  methods: ['sfam', 'decomposition'],
  metrics: ['cosine', 'euclidean'],
  readings: ['contribution', 'gradient'],
  scope: 'final',
});

let engine: MosaicEngine;
let preparer: PicturePreparer;
beforeEach(() => {
  engine = new MosaicEngine();
  preparer = new PicturePreparer(
    async (blob) => new Uint8Array(await blob.arrayBuffer()),
    MOSAIC_SIZE,
    'stretch',
  );
});

async function run(overrides: Partial<RunRequest> = {}, onResult?: (result: PairResult) => void) {
  const results: PairResult[] = [];
  const skipped: SkippedPair[] = [];
  const progress: [number, number, number][] = [];
  await runPairs(
    {
      pairs: everyTwo(PICTURES),
      variants: VARIANTS,
      layer: 'last',
      scope: 'final',
      size: MOSAIC_SIZE,
      steps: 4,
      seeds: 3,
      known: [],
      engine,
      prepare: (picture) => preparer.prepare(picture),
      signal: new AbortController().signal,
      ...overrides,
    },
    {
      progress: (...all) => progress.push(all),
      result: (result) => {
        results.push(result);
        onResult?.(result);
      },
      skipped: (pair) => skipped.push(pair),
    },
  );
  return { results, skipped, progress };
}

describe('runPairs', () => {
  it('measures every pair and every row, and reports how far it is', async () => {
    const { results, progress } = await run();
    expect(results.map(({ key }) => key)).toEqual(everyTwo(PICTURES).map(pairKey));
    for (const { numbers } of results) {
      expect(Object.keys(numbers).sort()).toEqual(VARIANTS.map(({ id }) => id).sort());
      for (const one of Object.values(numbers)) {
        expect(Object.values(one).every(Number.isFinite)).toBe(true);
        expect(one.difference).toBeCloseTo(one.insertion - one.deletion, 12);
      }
    }
    const fractions = progress.map(([, , fraction]) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(progress.at(-1)).toEqual([6, 6, 1]);
  });

  it('ranks the map of the cells that carry the score above noise', async () => {
    // Only the first quadrant of A has B's colour; everything else in A has none of it.
    const a = mosaic('a', [
      [255, 0, 0],
      [0, 0, 200],
      [0, 0, 200],
      [0, 0, 200],
    ]);
    const b = mosaic('b', [
      [255, 0, 0],
      [255, 0, 0],
      [255, 0, 0],
      [255, 0, 0],
    ]);
    // Grey as the baseline: at 8 pixels any blur reaches everywhere.
    engine.masker = new Masker((pixels) => new Float32Array(pixels.length).fill(40));
    const { results } = await run({ pairs: [{ a, b }] });
    const { numbers } = results[0]!;
    expect(numbers['sfam:contribution@cosine']!.difference).toBeGreaterThan(
      numbers['random@cosine']!.difference + 0.02,
    );
  });

  it('watches the similarity that is explained', async () => {
    const layers: (string | undefined)[] = [];
    const embed = engine.embedWithout.bind(engine);
    engine.embedWithout = (image, masks, job, layer?: string) => {
      layers.push(layer);
      return embed(image, masks, job);
    };
    const pairs = everyTwo(PICTURES).slice(0, 1);
    await run({ pairs });
    expect(new Set(layers)).toEqual(new Set([undefined]));
    layers.length = 0;
    await run({ pairs, scope: 'layer' });
    expect(new Set(layers)).toEqual(new Set(['last']));
  });

  it('gives the same digits again', async () => {
    const first = await run();
    engine = new MosaicEngine();
    expect((await run()).results).toEqual(first.results);
  });

  it('asks for each masked copy once, however many metrics judge it', async () => {
    const pairs = everyTwo(PICTURES).slice(0, 1);
    await run({ pairs, variants: VARIANTS.filter(({ method }) => method === 'random') });
    // Two images, three noise maps each, 2·4 copies and one for the drop.
    expect(engine.embedded.reduce((a, b) => a + b)).toBe(2 * 3 * 9);
  });

  it('takes as many copies as are promised before it begins', async () => {
    const pairs = everyTwo(PICTURES).slice(0, 2);
    await run({ pairs });
    expect(engine.embedded.reduce((a, b) => a + b)).toBe(2 * copiesOfPair(VARIANTS, 4, 3));
  });

  it('goes on where an earlier run stopped, and only there', async () => {
    const whole = await run();
    const known = whole.results.slice(0, 4);
    engine = new MosaicEngine();
    const rest = await run({ known });
    expect(rest.results).toEqual(whole.results.slice(4));
    expect(rest.progress[0]).toEqual([4, 6, 0]);
    engine = new MosaicEngine();
    expect((await run({ known: whole.results })).results).toEqual([]);
    expect(engine.embedded).toEqual([]);
  });

  it('adds rows to what is known without measuring the old ones again', async () => {
    const some = VARIANTS.filter(({ method }) => method !== 'decomposition');
    const before = await run({ variants: some });
    engine = new MosaicEngine();
    const after = await run({ known: before.results });
    expect(after.results).toEqual((await run()).results);
    const one = await run({ known: before.results, pairs: everyTwo(PICTURES).slice(0, 1) });
    expect(Object.keys(one.results[0]!.numbers)).toHaveLength(VARIANTS.length);
  });

  it('stops at once when cancelled, tells the engine, and keeps what was done', async () => {
    const stop = new AbortController();
    const kept: PairResult[] = [];
    const running = run({ signal: stop.signal }, (result) => {
      kept.push(result);
      if (kept.length === 2) stop.abort(new Error('enough'));
    });
    await expect(running).rejects.toThrow('enough');
    expect(kept).toHaveLength(2);
    expect(engine.cancelled.size).toBe(1);
  });

  it('skips the pairs of a picture that cannot be read, in words, and goes on', async () => {
    const bad: SetPicture = {
      ...PICTURES[1]!,
      blob: () => Promise.reject(AppError.saying('damaged', 'not a picture')),
    };
    const pictures = [PICTURES[0]!, bad, PICTURES[2]!];
    const { results, skipped, progress } = await run({ pairs: everyTwo(pictures) });
    expect(results).toHaveLength(1);
    expect(skipped).toEqual([
      { a: 'one.png', b: 'two.png', message: 'not a picture' },
      { a: 'two.png', b: 'three.png', message: 'not a picture' },
    ]);
    expect(progress.at(-1)).toEqual([3, 3, 1]);
  });

  it('does not take a failing engine for a bad picture', async () => {
    engine.embed = () => Promise.reject(new Error('the device is gone'));
    await expect(run()).rejects.toThrow('the device is gone');
  });

  it('keeps nothing of a pair but names and numbers, and three pictures at most', async () => {
    const many = Array.from({ length: 12 }, (_, i) => mosaic(`p${i}`, [RED, [i * 20, 9, 9], BLUE, GREY]));
    let most = 0;
    const { results } = await run({ pairs: everyTwo(many), variants: VARIANTS.slice(0, 1) }, () => {
      most = Math.max(most, preparer.held);
    });
    expect(results).toHaveLength(66);
    expect(most).toBeLessThanOrEqual(3);
    const leaves = (value: unknown): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value];
    for (const result of results) {
      expect(leaves(result).every((leaf) => typeof leaf !== 'object' && typeof leaf !== 'function')).toBe(
        true,
      );
      expect(JSON.stringify(result).length).toBeLessThan(550);
    }
  });
});
