import { DEFAULT_SETTINGS } from '../app/settings.ts';
import type { Explanation, Picture, Settings, Slot } from '../app/state.ts';
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
): Promise<Explanation> {
  const settings: Settings = { ...DEFAULT_SETTINGS, size: MOSAIC_SIZE, ...change };
  const source = (slot: Slot): ImageSource => ({
    key: `${pictures[slot].id}|${settings.size.join('x')}|${settings.fit}`,
    size: settings.size,
    pixels: () => Promise.resolve(pictures[slot].pixels),
  });
  const { vectors } = await engine.vectors([source('a'), source('b')]);
  const both = { a: vectors[0]!, b: vectors[1]! };
  const mapOf = async (slot: Slot, other: Slot) => {
    const { method, metric, cis, scope, layer } = settings;
    const request = {
      job: 0,
      image: source(slot),
      against: alone(both[other]),
      layer,
      method,
      metric,
      scope,
      seed: 1,
    };
    const { map } = await engine.map({ ...request, reading: cis });
    return { data: map, height: 2, width: 2 };
  };
  const picture = (slot: Slot): Picture => ({
    id: pictures[slot].id,
    name: pictures[slot].id,
    width: MOSAIC_SIZE[1],
    height: MOSAIC_SIZE[0],
    origin: { kind: 'file' },
  });
  const partner = (slot: Slot) => [{ id: pictures[slot].id, name: slot, weight: 1, vectors: both[slot] }];
  return {
    settings,
    seed: 1,
    pictures: { a: picture('a'), b: picture('b') },
    vectors: both,
    partners: { a: partner('b'), b: partner('a') },
    third: null,
    layerShape: [2, 2, 3],
    maps: { a: await mapOf('a', 'b'), b: await mapOf('b', 'a') },
  } as unknown as Explanation;
}
