import faces from './faces.card.json' with { type: 'json' };
import facesDlib from './faces-dlib.card.json' with { type: 'json' };
import type { BuiltInCard, BuiltInId, ModelCard, ModelId, OwnId } from './model.ts';
import objects from './objects.card.json' with { type: 'json' };
import { readCard } from './read-card.ts';

/** Networks that ship, the default first. `npm run prepare:assets` writes their cards. */
export const BUILT_IN: Readonly<Record<BuiltInId, BuiltInCard>> = {
  objects: readCard('objects', objects),
  faces: readCard('faces', faces),
  'faces-dlib': readCard('faces-dlib', facesDlib),
};

/** Every network that this page can run now: those that ship and those that were dropped into it, in that order. */
export const MODELS: Readonly<Record<BuiltInId, BuiltInCard>> & Record<OwnId, ModelCard> = { ...BUILT_IN };

export { cellsOf, layerShape } from './layer-shape.ts';

/** Adds a network, or replaces the one of its id, for as long as the page lives. */
export function registerModel(card: ModelCard & { readonly id: OwnId }): void {
  MODELS[card.id] = card;
}

/** Forgets a network that was added. */
export function unregisterModel(id: OwnId): void {
  Reflect.deleteProperty(MODELS, id);
}

export const isKnownModel = (id: string): id is ModelId => Object.hasOwn(MODELS, id);

/** The card of a network. @throws RangeError for one that is not there. */
export function modelCard(id: BuiltInId): BuiltInCard;
export function modelCard(id: ModelId): ModelCard;
export function modelCard(id: ModelId): ModelCard {
  const card = isKnownModel(id) ? MODELS[id] : undefined;
  if (!card) throw new RangeError(`There is no network '${id}' on this page.`);
  return card;
}

/** The card of a network's layer. @throws RangeError for a layer that it does not have. */
export function layerCard(id: ModelId, node: string): ModelCard['layers'][number] {
  const layer = modelCard(id).layers.find((one) => one.node === node);
  if (!layer) throw new RangeError(`'${id}' has no layer '${node}'.`);
  return layer;
}
