import { imageSource } from '../image-source.ts';
import { pairOf } from '../result.ts';
import type { Services } from '../services.ts';
import type { Explanation, MapData, Result } from '../state.ts';

/**
 * `Σ_k w_k A[p,k]` of an image at its explanation's layer, from the feature maps on the device: no forward pass.
 *
 * @param weights one per channel, `[K]`.
 * @throws AppError `cancelled` when another model or backend is open.
 */
async function weightedMap(
  { client, pixels }: Services,
  { settings, of, layerShape, engine }: Explanation,
  weights: Float32Array,
): Promise<MapData> {
  const [height, width] = layerShape;
  const image = imageSource(pixels, of, settings);
  return { data: await client.sessionOf(engine).weighted(image, settings.layer, weights), height, width };
}

/** The same of A and of B. @param weights of each, `[K]`. */
export const weightedMaps = (
  services: Services,
  result: Result,
  weights: readonly Float32Array[],
): Promise<readonly MapData[]> =>
  Promise.all(pairOf(result).map((one, i) => weightedMap(services, one, weights[i]!)));
