import { describe, expect, it } from 'vitest';
import { blurredBaseline } from '../../core/faithfulness/baseline.ts';
import { type Mask, Masker } from '../../core/faithfulness/masker.ts';
import { testVerdict } from '../../core/faithfulness/test-verdict.ts';
import type { EngineSession } from '../../engine/client/engine-session.ts';
import { engineTask } from '../../testing/engine-task.ts';
import { resultOf } from '../result.ts';
import type { Services } from '../services.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import type { Explanation, MapData, Result } from '../state.ts';
import { testCsv, testJson } from './export-test.ts';
import { finished, type MapTest, testNumbers } from './map-test.ts';
import { testMap } from './test-map.ts';
import { copiesNeeded, THOROUGHNESS } from './thoroughness.ts';

const SIZE = 32;
const CELLS = 8;
/** The top left quarter. */
const inside = (p: number, side: number) => p % side < side / 2 && Math.floor(p / side) < side / 2;
/** A chessboard all over, so that blurring dims the bright squares of the quarter as it does all others. */
const bright = (p: number) => ((p % SIZE) + Math.floor(p / SIZE)) % 2 === 0;
const pixels = Uint8Array.from({ length: SIZE * SIZE * 3 }, (_, at) =>
  bright(Math.floor(at / 3)) ? 255 : 0,
);

/** A network that sees nothing but the brightness r of those squares: its cosine with (1, 0) is r. */
function look(image: Uint8Array): Float32Array {
  let sum = 0;
  for (let p = 0; p < SIZE * SIZE; p++) if (inside(p, SIZE) && bright(p)) sum += image[p * 3]! / 255;
  const r = sum / (SIZE * SIZE * 0.125);
  return Float32Array.of(r, Math.sqrt(Math.max(0, 1 - r * r)));
}

const seen: number[] = [];
const masker = new Masker();
const services = { pixels: () => Promise.resolve(pixels) } as unknown as Services;
const session = {
  map: ({ against }: { against: readonly { vectors: { pooled: Float32Array } }[] }) =>
    Promise.resolve({ map: against[0]!.vectors.pooled[0]! > 0 ? region : region.toReversed() }),
  embedWithout: ({ key }: { readonly key: string }, masks: readonly Mask[]) => {
    seen.push(masks.length);
    masker.add(key, pixels, [SIZE, SIZE]);
    const images = masker.copies(key, masks);
    const each = SIZE * SIZE * 3;
    return Promise.resolve(masks.map((_, i) => look(images.subarray(i * each, (i + 1) * each))));
  },
} as unknown as EngineSession;

const region = Float32Array.from({ length: CELLS * CELLS }, (_, p) => (inside(p, CELLS) ? 1 : 0));
const map = (data: Float32Array): MapData => ({ data, height: CELLS, width: CELLS });

function result(ours: Float32Array, control: Float32Array = region.toReversed()): Result {
  const vectors = { embedding: Float32Array.of(1, 0), pooled: Float32Array.of(1, 0) };
  const explanation: Explanation = {
    settings: { ...DEFAULT_SETTINGS, size: [SIZE, SIZE] },
    seed: 1,
    of: { id: 'p', name: 'p', width: SIZE, height: SIZE, origin: { kind: 'file' } },
    inputSentence: '',
    against: [{ id: 'p', name: 'p', weight: 1, vectors }],
    objective: { final: 0, layer: 0 },
    map: map(ours),
    control: map(control),
    controlCorrelation: null,
    featureNorm: map(control),
    normCorrelation: null,
    signed: false,
    channelWeights: null,
    unstable: 0,
    vectors,
    layerShape: [CELLS, CELLS, 2],
    engine: {
      backend: 'cpu',
      detail: '',
      slowFallback: false,
      modelSha256: '',
      fromCache: false,
      workers: 1,
    },
  };
  const cost = { elapsed: 0, recalled: false, forwarded: 0, propagations: 0, tensors: 0, bytes: 0 };
  return resultOf(1, [explanation, explanation], cost);
}

const run = (ours: Float32Array, control?: Float32Array) =>
  testMap(services, result(ours, control), 'quick', engineTask(session), partners);

/** One that gives the same map, one that gives its mirror image. */
const PARTNERS = [1, -1].map((sign) => {
  const vector = Float32Array.of(sign, 0);
  const vectors = { embedding: vector, pooled: vector };
  return { id: `p${sign}`, title: '', subject: `s${sign}`, vectors };
});
const partners = () => Promise.resolve(PARTNERS);

describe('testMap, on a network that sees one quarter of the image', () => {
  it('ranks a map of that quarter above noise, mean activation and its own inverse', async () => {
    const good = testNumbers(await run(region))!;
    const inverted = testNumbers(await run(region.map((value) => -value)))!;
    expect(testVerdict(good).kind).toBe('better');
    expect(testVerdict(inverted).kind).toBe('worse');
    // In eight steps the quarter is gone after two, half of it after one: ¾ of what there is to lose.
    const span = good.whole - good.blurred;
    expect(span).toBeCloseTo(0.5, 1);
    expect(good.ours / span).toBeCloseTo(0.75, 1);
    expect(good.ours).toBeGreaterThan(Math.max(...good.scrambled) + 0.05);
    expect(good.ours).toBeGreaterThan(good.activity! + 0.3);
    expect(inverted.ours / span).toBeCloseTo(-0.75, 1);
    // One of the two other partners gives the very map, which counts against “why these two”.
    expect(good.partners.map(({ subject }) => subject)).toEqual(['s1', 's-1']);
    expect(good.partners[0]!.value).toBeCloseTo(good.ours, 12);
    expect(testVerdict(good).whyThese).toContain('rank 2 of 3');
  });

  it('calls noise no better than chance, and a twin of the control level with it', async () => {
    const { measurements } = await run(region);
    // Of nine orders the middle one beats four and loses to four.
    const orders = finished(measurements[0]!, 'scrambled').toSorted(
      (s, t) => s.areas.difference - t.areas.difference,
    );
    const numbers = testNumbers(await run(region))!;
    const middle = orders[4]!.areas.difference;
    const scrambled = orders.map(({ areas }) => areas.difference);
    expect(testVerdict({ ...numbers, ours: middle, scrambled }).kind).toBe('no-better');
    expect(testVerdict(testNumbers(await run(region, region))!).kind).toBe('better-than-chance');
  });

  it('has the curves worked by hand', async () => {
    // Eight steps; the quarter is gone after two. The rest of the image says nothing.
    const { measurements } = await run(region);
    const [ours] = finished(measurements[0]!, 'map');
    // The network sees r, the mean over the bright squares of the quarter. A square that is blurred has the bytes of
    // the chessboard's blur, so that r falls from 1 in proportion to the squares gone. The map is 1 on the quarter's
    // cells but for half a cell at its inner rim: the first step, an eighth of the pixels, takes rows 0–8 of the
    // 14 × 14 plateau in reading order, and the first 2 of the tenth: 9·14 + 2 = 128 pixels, 64 of them bright.
    const blurred = blurredBaseline(pixels, [SIZE, SIZE]);
    const left = (rows: number, rest: number) => {
      let sum = 0;
      for (let p = 0; p < SIZE * SIZE; p++) {
        const [x, y] = [p % SIZE, Math.floor(p / SIZE)];
        if (!inside(p, SIZE) || !bright(p)) continue;
        const gone = x < 14 && (y < rows || (y === rows && x < rest));
        sum += (gone ? Math.round(blurred[p * 3]!) : 255) / 255;
      }
      return sum / 128;
    };
    expect(ours!.deletion[1]).toBeCloseTo(left(9, 2), 6);
    // Revealing them makes up what deleting them cost.
    const all = ours!.insertion[0]!;
    expect(ours!.insertion[1]).toBeCloseTo(all + 1 - left(9, 2), 6);
    const [first, , third] = ours!.deletion;
    expect(first).toBe(1);
    expect(ours!.insertion[8]).toBe(first);
    expect(ours!.deletion[8]).toBe(ours!.insertion[0]);
    expect([...ours!.deletion.slice(2)].every((value) => Math.abs(value - third!) < 1e-12)).toBe(true);
    expect([...ours!.insertion.slice(2)].every((value) => Math.abs(value - first!) < 1e-12)).toBe(true);
    // Masked by itself, the quarter stays as it is but for the rim of the upsampled map.
    expect(ours!.masked).toBeGreaterThan(0.9);
  });

  it('repeats itself to the last digit, from no more copies than it said', async () => {
    seen.length = 0;
    const [one, two] = [await run(region), await run(region)];
    expect(testJson(two)).toBe(testJson(one));
    expect(one.copies).toBe(copiesNeeded(THOROUGHNESS.quick, PARTNERS.length));
    expect(seen.reduce((sum, count) => sum + count, 0)).toBe(2 * one.copies);
    expect(Math.max(...seen)).toBeLessThanOrEqual(16);
  });

  it('reports curves that grow, and stops with what it has', async () => {
    let latest: MapTest | null = null;
    const fractions: number[] = [];
    const enough = new AbortController();
    const stop = testMap(
      services,
      result(region),
      'quick',
      engineTask<MapTest>(session, {
        signal: enough.signal,
        report: (value, fraction) => {
          latest = value;
          fractions.push(fraction);
          if (fraction > 0.5) enough.abort(new Error('enough'));
        },
      }),
      partners,
    );
    await expect(stop).rejects.toThrow('enough');
    expect(fractions).toEqual(fractions.toSorted((x, y) => x - y));
    expect(fractions.at(-1)).toBeLessThan(0.7);
    // Map and mean activation come first, but half the orders rule out luck too little for a verdict.
    const partial = testNumbers(latest!)!;
    expect(partial.scrambled.length).toBeGreaterThan(0);
    expect(partial.scrambled.length).toBeLessThan(9);
    expect(testVerdict(partial).title).toBe('Cannot tell yet');
  });

  it('leaves with every number it has', async () => {
    const test = await run(region);
    const lines = testCsv(test).trimEnd().split('\r\n');
    expect(lines[0]).toBe('image,contender,seed,partner,share,deletion,insertion');
    expect(lines).toHaveLength(1 + 2 * 13 * 9);
    expect(lines[1]).toBe(
      `a,map,,,0,${test.measurements[0]![0]!.deletion[0]},${test.measurements[0]![0]!.insertion[0]}`,
    );
    const json = JSON.parse(testJson(test)) as {
      explanation: { seed: number };
      verdict: { kind: string };
      images: { a: { drop: number; increase: number }[] };
    };
    expect(json.explanation.seed).toBe(1);
    expect(json.verdict.kind).toBe('better');
    expect(json.images.a).toHaveLength(13);
    expect(json.images.a[0]!.drop).toBeLessThan(0.1);
    // The control covers the opposite quarter: masked by it, ours is blurred away.
    expect(json.images.a[1]!.drop).toBeGreaterThan(json.images.a[0]!.drop);
  });
});
