import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { ReadingId } from '../../core/cis/reading.ts';
import type { MethodId } from '../../core/methods/method.ts';
import { alone } from '../../core/methods/objectives-of.ts';
import type { Scope } from '../../core/methods/side.ts';
import type { MetricId } from '../../core/metrics/metric.ts';
import { LoadedModel } from '../../engine/worker/loaded-model.ts';
import { makeMap } from '../../engine/worker/make-map.ts';
import { formulaPixels } from '../formula-images.ts';
import { relativeError } from '../relative-error.ts';
import { startWasm } from '../start-wasm.ts';
import { ownNetwork } from './own-network.ts';
import { type Exporter, NETWORKS, openNetwork, type Packed } from './packed.ts';

const BAR = 1e-4;
const METRICS = ['cosine', 'euclidean'] as const;
const SLOTS = ['a', 'b'] as const;
const PLACES = ['last', 'middle'] as const;

type Pair = Readonly<Record<'a' | 'b', readonly number[]>>;
type Readings = Readonly<Record<ReadingId, Pair>>;

/** The maps of docs/spec.md at one value, in float64. */
interface Tap {
  readonly layerScope: Readonly<Record<MetricId, { readonly sfam: Readings }>>;
  readonly finalScope: Readonly<
    Record<
      MetricId,
      { readonly sfam: Readings; readonly gradCam: Pair; readonly hiResCam: Pair; readonly layerCam: Pair }
    >
  >;
}

interface Wanted {
  readonly method: MethodId;
  readonly metric: MetricId;
  readonly reading: ReadingId;
  readonly scope: Scope;
  readonly pair: Pair;
  /** Of the same terms, those above 0 alone. */
  readonly positive?: Pair;
}

function wanted(tap: Tap): Wanted[] {
  const readings = ['contribution', 'normalized', 'gradient'] as const;
  return METRICS.flatMap((metric) => {
    const { sfam, gradCam, hiResCam, layerCam } = tap.finalScope[metric];
    const final = { metric, scope: 'final', reading: 'contribution' } as const;
    return [
      ...readings.map((reading) => ({ ...final, method: 'sfam' as const, reading, pair: sfam[reading] })),
      ...readings.map((reading) => ({
        method: 'sfam' as const,
        metric,
        reading,
        scope: 'layer' as const,
        pair: tap.layerScope[metric].sfam[reading],
      })),
      { ...final, method: 'grad-cam', pair: gradCam },
      { ...final, method: 'hires-cam', pair: hiResCam, positive: layerCam },
      { ...final, method: 'layer-cam', pair: layerCam },
    ] satisfies Wanted[];
  });
}

const norm = (values: ArrayLike<number>) => Math.hypot(...Array.from(values));

/**
 * Relative to the reference; but to `parts`, the size of what was added up, where that cancels to less than a ten-
 * thousandth: a map that the embedding does not read is zero, and HiRes-CAM is but for a norm's epsilon where a layer
 * norm reads the map, as nothing that a position's channels are scaled by passes it.
 */
function errorOf(map: ArrayLike<number>, reference: readonly number[], parts: number): number {
  if (norm(reference) > 1e-4 * parts) return relativeError(map, reference);
  return norm(reference.map((value, at) => map[at]! - value)) / parts;
}

async function check(packed: Packed, exporter: Exporter): Promise<void> {
  const { answers } = packed;
  const model = new LoadedModel(await ownNetwork(packed, exporter), {
    forwards: 0,
    masked: 0,
    propagations: 0,
  });
  const size = [answers.input.height, answers.input.width] as const;
  const images = SLOTS.map((key) => ({
    key,
    size,
    pixels: Uint8Array.from(formulaPixels(key, answers.input)),
  }));
  try {
    for (const place of PLACES) {
      const names = answers.exports[exporter]!.taps[place];
      const layer = model.network.layers.find(({ name }) => names.includes(name));
      expect(layer, `no layer of ${place} is called ${names.join(' or ')}`).toBeDefined();
      const { node } = layer!;
      model.forward(images, node);
      const [x, y] = [await model.pooled('a', node), await model.pooled('b', node)];
      expect(
        relativeError([...x.embedding, ...y.embedding], [...answers.embedding.a, ...answers.embedding.b]),
      ).toBeLessThan(BAR);
      expect(model.shape('a', node)).toEqual(answers.taps[place].shape);
      for (const { pair, positive, ...settings } of wanted(answers.taps[place] as unknown as Tap))
        for (const slot of SLOTS) {
          const against = alone(slot === 'a' ? y : x);
          const request = { job: 1, image: slot, layer: node, against, seed: 1, ...settings };
          const { map, meanActivation } = await makeMap(model, request, () => false, null);
          const parts = norm(positive?.[slot] ?? []) || norm(meanActivation);
          const label = [place, ...Object.values(settings), slot].join(' ');
          expect(errorOf(map, pair[slot], parts), label).toBeLessThan(BAR);
        }
    }
  } finally {
    model.dispose();
  }
}

describe.each(NETWORKS)('%s', (name) => {
  const packed = openNetwork(name);
  it.each(packed.exporters)('%s on wasm', async (exporter) => {
    await startWasm();
    await check(packed, exporter);
  });
  it('on cpu', async () => {
    await tf.setBackend('cpu');
    await check(packed, packed.exporters.at(-1)!);
  });
});
