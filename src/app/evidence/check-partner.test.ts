import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { partnerVerdict } from '../../core/faithfulness/sanity-verdict.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { SAMPLES } from '../../core/samples/samples.ts';
import { engineTask } from '../../testing/engine-task.ts';
import { MosaicEngine, mosaic } from '../../testing/mosaic-engine.ts';
import { type MosaicPictures, mosaicResult } from '../../testing/mosaic-result.ts';
import type { EngineTask } from '../engine-task.ts';
import type { Services } from '../services.ts';
import type { Picture, Settings } from '../state.ts';
import { checkPartner, type PartnerCheck } from './check-partner.ts';
import { unrelatedSamples } from './other-partners.ts';

const bytes = async (colours: Parameters<typeof mosaic>[1]) =>
  new Uint8Array(await (await mosaic('m', colours).blob()).arrayBuffer());

const RED = [250, 10, 20] as const;
const GREEN = [10, 240, 30] as const;
const BLUE = [20, 15, 245] as const;
const GREY = [90, 100, 110] as const;

let engine: MosaicEngine;
let pictures: MosaicPictures;
let fetched: string[];

beforeEach(async () => {
  engine = new MosaicEngine();
  pictures = {
    a: { id: 'a', pixels: await bytes([RED, GREEN, BLUE, GREY]) },
    b: { id: 'b', pixels: await bytes([RED, RED, GREEN, BLUE]) },
  };
  fetched = [];
  vi.stubGlobal('fetch', async (url: URL) => {
    fetched.push(url.pathname);
    return new Response(await mosaic('m', [BLUE, BLUE, GREEN, BLUE]).blob());
  });
});
afterEach(() => vi.unstubAllGlobals());

async function check(change: Partial<Settings>, task: Partial<EngineTask<PartnerCheck>> = {}) {
  const result = await mosaicResult(engine, pictures, change);
  const services = {
    decoder: { pixels: async (blob: Blob) => ({ rgb: new Uint8Array(await blob.arrayBuffer()) }) },
    base: 'http://here/',
    pixels: ({ id }: Picture) => Promise.resolve(id === 'a' ? pictures.a.pixels : pictures.b.pixels),
  } as unknown as Services;
  const done = await checkPartner(services, result, SAMPLES.slice(5, 8), engineTask(engine, task));
  return { result, done };
}
const verdictOf = ({ outcomes }: PartnerCheck) =>
  partnerVerdict(outcomes.map(({ directions }) => directions.map((one) => one.check)));

describe('checkPartner', () => {
  it('makes both maps again against the unrelated picture, and scores each with it', async () => {
    const { result, done } = await check({ method: 'decomposition', scope: 'layer' });
    expect(fetched).toEqual(SAMPLES.slice(5, 8).map(({ file }) => `/samples/${file}`));
    expect(done.outcomes).toHaveLength(3);
    const [outcome] = done.outcomes;
    const other = (
      await engine.vectors([{ key: 's', size: [8, 8], pixels: () => bytes([BLUE, BLUE, GREEN, BLUE]) }])
    ).vectors[0]!;
    for (const [i, { vectors, map: before }] of result.explanations.entries()) {
      const { map, similarity } = outcome!.directions[i]!;
      const score = METRICS.cosine.similarity(vectors.pooled, other.pooled);
      expect(similarity).toBeCloseTo(score, 12);
      // The decomposition adds up to the score that it explains: here that with the new partner.
      const sum = map.data.reduce((total, value) => total + value, 0);
      expect(sum).toBeCloseTo(score, 5);
      expect(map.data).not.toEqual(before.data);
    }
    expect(verdictOf(done).kind).toBe('passes');
  });

  it('sees the mean activation fail, which never looks at the partner', async () => {
    const { result, done } = await check({ method: 'mean-activation' });
    expect(done.outcomes[0]!.directions[0]!.map.data).toEqual(result.explanations[0]!.map.data);
    expect(verdictOf(done)).toMatchObject({
      kind: 'fails',
      title: 'Fails: every partner tried gives the same map',
    });
  });

  it('stops between its steps, and says when the photograph cannot be had', async () => {
    await expect(check({}, { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow('stopped');
    expect(fetched).toEqual([]);
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
    await expect(check({})).rejects.toThrow('could not be loaded');
  });
});

describe('unrelatedSamples', () => {
  const of = (a: string, b: string, against = 'none') =>
    unrelatedSamples({
      explanations: [{ of: { id: a } }, { of: { id: b } }],
      settings: { against },
    } as unknown as Parameters<typeof unrelatedSamples>[0]);

  it('offers neither the pair nor another frame of the same cat', () => {
    const offered = of('sample:cat-3', 'sample:allium').map(({ id }) => id);
    expect(offered.length).toBeGreaterThan(5);
    expect(offered.filter((id) => id.startsWith('cat-') || id === 'allium')).toEqual([]);
  });

  it('offers all to pictures from elsewhere', () => {
    expect(of('x', 'y')).toEqual(SAMPLES);
    // A class has no partner to exchange.
    expect(of('x', 'y', 'class')).toEqual([]);
  });
});
