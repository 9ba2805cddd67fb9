import { imageSource } from '../image-source.ts';
import type { Explanation, MapData, Slot } from '../state.ts';
import type { Workshop } from '../workshop.ts';

/**
 * `Σ_k w_k A[p,k]` of both images at the result's layer, from the feature maps on the device: no forward pass.
 *
 * @param weights one per channel, `[K]`, for each image.
 * @throws AppError `cancelled` when another model or backend is open.
 */
export async function weightedMaps(
  { client, pixels }: Workshop,
  result: Explanation,
  weights: Readonly<Record<Slot, Float32Array>>,
): Promise<Record<Slot, MapData>> {
  const [height, width] = result.layerShape;
  const session = client.sessionOf(result.engine);
  const one = async (slot: Slot): Promise<MapData> => ({
    data: await session.weighted(
      imageSource(pixels, result.pictures[slot], result.settings),
      result.settings.layer,
      weights[slot],
    ),
    height,
    width,
  });
  const [a, b] = await Promise.all([one('a'), one('b')]);
  return { a, b };
}
