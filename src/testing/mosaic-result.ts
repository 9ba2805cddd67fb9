import { DEFAULT_SETTINGS } from '../app/settings.ts';
import type { Explanation, Picture, Result, Settings, Slot } from '../app/state.ts';
import { alone } from '../core/methods/objectives-of.ts';
import type { ImageSource } from '../engine/client/image-source.ts';
import { MOSAIC_SIZE, type MosaicEngine } from './mosaic-engine.ts';

/** What stands in the two slots: a picture's id, and its pixels. */
export type MosaicPictures = Readonly<Record<Slot, { readonly id: string; readonly pixels: Uint8Array }>>;

/** A result of the toy network, as the app makes it, as far as the evidence panels read it. */
export async function mosaicResult(
  engine: MosaicEngine,
  pictures: MosaicPictures,
  change: Partial<Settings> = {},
): Promise<Result> {
  const settings: Settings = { ...DEFAULT_SETTINGS, size: MOSAIC_SIZE, ...change };
  const source = (slot: Slot): ImageSource => ({
    key: `${pictures[slot].id}|${settings.size.join('x')}|${settings.fit}`,
    size: settings.size,
    pixels: () => Promise.resolve(pictures[slot].pixels),
  });
  const { vectors } = await engine.vectors([source('a'), source('b')]);
  const explained = async (slot: Slot, index: number): Promise<Explanation> => {
    const partner = slot === 'a' ? 'b' : 'a';
    const { id } = pictures[partner];
    const against = [{ id, name: partner, weight: 1, vectors: vectors[1 - index]! }];
    const { method, metric, reading, scope, layer } = settings;
    const { map } = await engine.map({
      job: 0,
      image: source(slot),
      against: alone(vectors[1 - index]!),
      layer,
      method,
      metric,
      reading,
      scope,
      seed: 1,
    });
    return {
      settings,
      seed: 1,
      of: picture(slot),
      against,
      vectors: vectors[index]!,
      map: { data: map, height: 2, width: 2 },
      layerShape: [2, 2, 3],
    } as unknown as Explanation;
  };
  const picture = (slot: Slot): Picture => ({
    id: pictures[slot].id,
    name: pictures[slot].id,
    width: MOSAIC_SIZE[1],
    height: MOSAIC_SIZE[0],
    origin: { kind: 'file' },
  });
  return {
    settings,
    seed: 1,
    explanations: [await explained('a', 0), await explained('b', 1)],
    layerShape: [2, 2, 3],
    cost: { elapsed: 1, forwarded: 2, propagations: 0, tensors: 0, bytes: 0, recalled: false },
  } as unknown as Result;
}
