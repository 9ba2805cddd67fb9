import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import golden from '../../testing/golden/objective.json' with { type: 'json' };
import { LOOKED_AT, lookingNetwork } from '../../testing/looking-network.ts';
import { relativeError } from '../../testing/relative-error.ts';
import { startWasm } from '../../testing/start-wasm.ts';
import type { DirectionPartner, InputImage, MapRequest } from '../api.ts';
import { partnersOf } from '../partners-of.ts';
import { LoadedModel } from './loaded-model.ts';
import { makeMap } from './make-map.ts';

/** The bar of the goldens on every backend. */
const BAR = 1e-4;
const LAYER = 'cells';
const CHANNELS = 3;
/** Bytes of a cell that the network adds, and those that it takes off: features may be negative. */
const PLUS = [0, 1, 2];
const MINUS = [3, 4, 5];
const SIZE = 2 * LOOKED_AT;

type Features = number[][][];

/** A picture whose feature map at {@link LAYER} is this one, `[2, 2, 3]`. */
function picture(key: string, features: Features): InputImage & { readonly pixels: Uint8Array } {
  const pixels = new Uint8Array(SIZE * SIZE * 3);
  features.forEach((row, y) => {
    row.forEach((cell, x) => {
      const corner = (y * LOOKED_AT * SIZE + x * LOOKED_AT) * 3;
      cell.forEach((value, k) => {
        pixels[corner + (value < 0 ? MINUS : PLUS)[k]!] = Math.abs(value);
      });
    });
  });
  return { key, size: [SIZE, SIZE], pixels };
}

const images = Object.entries(golden.features).map(([key, features]) => picture(key, features));

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  let model: LoadedModel;
  beforeAll(async () => {
    if (backend === 'wasm') await startWasm();
    else await setBackend('cpu');
    const network = await lookingNetwork(PLUS, MINUS);
    model = new LoadedModel(network, { forwards: 0, masked: 0, propagations: 0 });
    model.forward(images, LAYER);
  });

  const pooled = (key: string) => model.pooled(key, LAYER);

  /** An image of the batch, or the mean of some: a prototype is known by its vectors alone. */
  async function partner(name: string, weight: number): Promise<DirectionPartner> {
    const members = /^mean\((.*)\)$/.exec(name)?.[1]?.split(',');
    if (!members) return { image: name, weight };
    const all = await Promise.all(members.map(pooled));
    const mean = (of: (one: (typeof all)[number]) => Float32Array) =>
      of(all[0]!).map((_, k) => all.reduce((sum, one) => sum + of(one)[k]!, 0) / all.length);
    return {
      vectors: { pooled: mean((one) => one.pooled), embedding: mean((one) => one.embedding) },
      weight,
    };
  }

  async function explain(
    partners: readonly { readonly vector: string; readonly weight: number }[],
    recipe: Pick<MapRequest, 'metric' | 'method' | 'reading'>,
  ) {
    const against = await Promise.all(partners.map(({ vector, weight }) => partner(vector, weight)));
    const found = new Map(
      await Promise.all(images.map(async ({ key }) => [key, await pooled(key)] as const)),
    );
    const request: MapRequest = {
      job: 1,
      image: 'A',
      layer: LAYER,
      scope: 'layer',
      seed: 1,
      ...recipe,
      against: partnersOf({ of: 'A', against }, found),
    };
    return makeMap(model, request, () => false, null);
  }

  it.each(golden.cases)('the worked $objective under $metric', async ({ partners, metric, ...expected }) => {
    for (const reading of ['contribution', 'normalized', 'gradient'] as const) {
      const made = await explain(partners, {
        metric: metric as MapRequest['metric'],
        method: 'sfam',
        reading,
      });
      expect(made.cis).toHaveLength(CHANNELS);
      expect(relativeError(made.cis!, expected.cis[reading])).toBeLessThan(BAR);
      expect(relativeError(made.map, expected.map[reading].flat())).toBeLessThan(BAR);
    }
    const made = await explain(partners, {
      metric: metric as MapRequest['metric'],
      method: 'decomposition',
      reading: 'contribution',
    });
    expect(relativeError(made.map, expected.decomposition.flat())).toBeLessThan(BAR);
  });
});
