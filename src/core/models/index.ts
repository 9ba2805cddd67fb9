import faces from './faces.card.json' with { type: 'json' };
import type { ModelCard, ModelId } from './model.ts';
import objects from './objects.card.json' with { type: 'json' };
import { readCard } from './read-card.ts';

/** Every model that ships, the default first. `npm run prepare:assets` writes the cards. */
export const MODELS = {
  objects: readCard('objects', objects),
  faces: readCard('faces', faces),
} satisfies Record<ModelId, ModelCard>;

export { layerShape } from './layer-shape.ts';

/** The card of a model. */
export function modelCard(id: ModelId): ModelCard {
  return MODELS[id];
}
