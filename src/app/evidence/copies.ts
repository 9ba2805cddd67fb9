import { BATCH } from '../../core/faithfulness/batch.ts';
import { explainedAt } from '../../core/methods/explained-vector.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';
import { VARIATIONS } from '../../core/methods/smoothing.ts';
import { varied } from '../../core/methods/smoothing-copies.ts';
import type { ImageSource } from '../../engine/client/image-source.ts';
import { withJob } from '../engine-task.ts';
import { imageSource } from '../image-source.ts';
import { mapRequest } from '../map-request.ts';
import { smoothedKind, type Work } from '../pace.ts';
import { pairOf } from '../result.ts';
import type { Services } from '../services.ts';
import type { Result } from '../state.ts';

/**
 * Masked copies of one image that these methods ask for: those of one family have the same.
 * @param smooth the maps are means over copies of the image, which are masked each.
 */
export function copiesOfMethods(methods: readonly Method['id'][], smooth = false): number {
  const families = new Map<string, number>();
  for (const id of methods) {
    const method: Method = METHODS[id];
    if (method.kind === 'perturbation') families.set(method.masks, method.copies);
  }
  const each = smooth ? VARIATIONS.length : 1;
  return each * [...families.values()].reduce((sum, copies) => sum + copies, 0);
}

/**
 * Work that is passes of masked copies through the network; where nothing is known of their pace yet, a batch of copies
 * of image A tells it.
 * @param kind its own, where it does something else beside them.
 */
export function copiesWork(
  { client, pixels }: Pick<Services, 'client' | 'pixels'>,
  result: Result,
  units: number,
  kind = 'copies',
): Work {
  return {
    kinds: [kind, 'masked', 'copies'],
    units,
    words: `${units.toLocaleString('en')} masked copies through the network`,
    sample: (signal) => {
      const session = client.sessionOf(result.engine);
      const [{ of, map }] = pairOf(result);
      const masks = Array.from({ length: BATCH }, (_, i) => ({
        map,
        cut: { share: (i + 1) / (BATCH + 1), kept: 0 as const },
      }));
      return withJob(session, signal, async (job) => {
        const image = imageSource(pixels, of, result.settings);
        await session.embedWithout(image, masks, job, explainedAt(result.settings));
        return BATCH;
      });
    },
  };
}

/** Both maps of a result, made so many times again in another way: known once it was done. */
export function mapsWork(kind: string, result: Result, times: number): Work {
  const { layer, method, smooth } = result.settings;
  return {
    kinds: [`${kind} ${layer} ${method} ${smooth} ${pairOf(result)[0].against.length}`],
    units: times,
    words: `both maps, ${times} times`,
  };
}

/**
 * The maps of a result smoothed, which it is not: as many copies of each image, each through the network and explained.
 * Masked copies of copies are passes like all others.
 */
export function smoothingWork(services: Pick<Services, 'client' | 'pixels'>, result: Result): Work {
  const { settings, explanations } = result;
  const masked = explanations.length * copiesOfMethods([settings.method], true);
  if (masked > 0) return copiesWork(services, result, masked, 'masked');
  const kind = smoothedKind(result);
  const unseen = VARIATIONS.slice(1);
  let sampled = 0;
  return {
    kinds: [kind],
    units: VARIATIONS.length,
    words: `${VARIATIONS.length} copies of each image`,
    sample: async (signal) => {
      const session = services.client.sessionOf(result.engine);
      const which = sampled++ % unseen.length;
      const copies = explanations.map(({ of }): ImageSource => {
        const source = imageSource(services.pixels, of, settings);
        return {
          key: `${source.key}|${kind} ${which}`,
          size: source.size,
          pixels: async () => varied(await source.pixels(), source.size, unseen[which]!),
        };
      });
      const directions = explanations.map(({ against }, i) => ({
        of: copies[i]!.key,
        against: against.map(({ vectors, weight }) => ({ vectors, weight })),
      }));
      const { seed } = explanations[0]!;
      await withJob(session, signal, (job) =>
        session.explain(
          copies,
          directions,
          { ...mapRequest({ ...settings, smooth: false }, seed), job },
          null,
        ),
      );
      return 1;
    },
  };
}
