import { CLASS_METHODS } from '../core/classifier/class-methods.ts';
import { METHODS } from '../core/methods/index.ts';
import type { Method, MethodId } from '../core/methods/method.ts';
import { alone } from '../core/methods/objectives-of.ts';
import type { MapRequest } from '../engine/api.ts';
import { carry } from '../engine/worker/carry.ts';
import { LoadedModel } from '../engine/worker/loaded-model.ts';
import { makeMap } from '../engine/worker/make-map.ts';
import { prepare } from '../graph/prepare.ts';
import { PREPROCESSINGS } from '../graph/preprocess.ts';
import { formulaPixels } from './formula-images.ts';
import { networkOf } from './onnx/own-network.ts';
import { relativeError } from './relative-error.ts';
import { mapName, moreMapsPlainly, THIRD_CLASSIFIER, THIRD_TARGET } from './third-maps-plainly.ts';
import { THIRD_LAYERS, THIRD_SIZE, thirdNetwork } from './third-network.ts';

const SLOTS = ['a', 'b'] as const;
const EVERYWHERE = [
  'grad-cam-plus-plus',
  'xgrad-cam',
  'relevance-cam',
] as const satisfies readonly MethodId[];
/** Hundreds of passes each, so at one layer only, and only the first batch of masks: the rest would show nothing new. */
const MASKED = Object.values<Method>(METHODS)
  .filter(({ kind }) => kind === 'perturbation')
  .map(({ id }) => id);
const MASKED_AT = 'relu2';

type Maps = ReadonlyMap<string, ArrayLike<number>>;

const pixelsOf = (slot: 'a' | 'b') => Uint8Array.from(formulaPixels(slot, THIRD_SIZE));

/**
 * The third network's maps by the engine, on the backend that runs, by {@link mapName}.
 *
 * @param slots the images explained, each against the other
 * @param layers their names; every one where they are left out
 */
export async function thirdMaps(
  slots: readonly ('a' | 'b')[] = SLOTS,
  layers: readonly string[] = THIRD_LAYERS,
): Promise<Maps> {
  const files = [{ name: 'third.onnx', bytes: thirdNetwork() }];
  const network = await networkOf(prepare(files, { preprocessing: PREPROCESSINGS['zero-one'] }));
  const model = new LoadedModel(network, { forwards: 0, masked: 0, propagations: 0 });
  const images = SLOTS.map((key) => ({ key, size: [64, 32] as const, pixels: pixelsOf(key) }));
  const found = new Map<string, Float32Array>();
  try {
    for (const { node, name, embedding } of network.layers) {
      if (!layers.includes(name)) continue;
      model.forward(images, node);
      for (const slot of slots) {
        const partner = await model.pooled(slot === 'a' ? 'b' : 'a', node);
        const request = {
          job: 1,
          image: slot,
          layer: node,
          against: alone(partner),
          seed: 1,
          metric: 'cosine',
          reading: 'contribution',
          scope: 'final',
        } as const;
        for (const method of EVERYWHERE) {
          const { map } = await makeMap(model, { ...request, method }, () => false, null);
          found.set(mapName(name, method, slot), map);
        }
        for (const method of name === MASKED_AT ? MASKED : [])
          found.set(mapName(name, method, slot), await begunMap(model, { ...request, method }));
        const side = await model.side(slot, node);
        for (const method of Object.values(CLASS_METHODS)) {
          if (method.lastOnly && !embedding) continue;
          const begun = method.ofEmbedding(THIRD_CLASSIFIER, side.vectors, THIRD_TARGET);
          const { map } = await carry(side, begun, method.carried);
          found.set(mapName(name, `class ${method.id}`, slot), map);
        }
      }
    }
  } finally {
    model.dispose();
  }
  return found;
}

/** What there is of a map after one batch of masked copies. */
async function begunMap(model: LoadedModel, request: MapRequest): Promise<Float32Array> {
  let begun: Float32Array | null = null;
  const making = makeMap(
    model,
    request,
    () => begun !== null,
    (_, partial) => {
      begun = Float32Array.from(partial!);
    },
  );
  await making.catch((error: unknown) => {
    if (!begun) throw error;
  });
  return begun!;
}

/**
 * How far maps are from plain loops in doubles; masked ones, which those do not make, from another backend's.
 *
 * @param reference what a backend gave that is held to the loops itself; left out: masked maps are not compared.
 */
export function errorsOf(maps: Maps, reference?: Maps): { readonly name: string; readonly error: number }[] {
  const [a, b] = SLOTS.map(pixelsOf);
  const plain: Maps = new Map([...moreMapsPlainly('a', a!, b!), ...moreMapsPlainly('b', b!, a!)]);
  return [...maps].flatMap(([name, map]) => {
    const answer = plain.get(name) ?? reference?.get(name);
    return answer ? [{ name, error: relativeError(map, answer) }] : [];
  });
}
