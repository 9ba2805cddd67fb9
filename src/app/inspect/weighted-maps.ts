import type { EngineClient } from '../../engine/client.ts';
import type { Explanation, MapData, Slot } from '../state.ts';
import { imageKey } from './image-key.ts';

/**
 * `Σ_k w_k A[p,k]` of both images at the result's layer, from the feature maps on the device: no forward pass.
 *
 * @param weights one per channel, `[K]`, for each image.
 * @throws Fault when the engine no longer holds the images (another model was opened, or it was restarted).
 */
export async function weightedMaps(
  client: EngineClient,
  result: Explanation,
  weights: Readonly<Record<Slot, Float32Array>>,
): Promise<Record<Slot, MapData>> {
  const [height, width] = result.layerShape;
  const one = async (slot: Slot): Promise<MapData> => ({
    data: await client.weighted(imageKey(result, slot), result.settings.layer, weights[slot]),
    height,
    width,
  });
  const [a, b] = await Promise.all([one('a'), one('b')]);
  return { a, b };
}
