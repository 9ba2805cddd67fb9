import type { ModelCard, ModelId } from './model.ts';

/** A card as JSON types it: literals widened to what they are written in. */
type Widened<T> = T extends string
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Widened<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Widened<T[Key]> }
      : T extends number
        ? number
        : T;

/**
 * A committed card (`<id>.card.json`) as the type it stands for.
 *
 * @throws Error when the card is another model's, or describes an input or pooling the engine does not do
 */
export function readCard(id: ModelId, json: Widened<ModelCard>): ModelCard {
  const { input, embedding } = json;
  const supported =
    json.id === id &&
    input.channels === 'RGB' &&
    input.range.join() === '0,255' &&
    embedding.pooling === 'mean' &&
    json.layers.at(-1)?.node === embedding.node;
  if (!supported) throw new Error(`${id}.card.json does not describe a model that this version can run.`);
  return {
    ...json,
    id,
    input: { ...input, channels: 'RGB', range: [0, 255] },
    embedding: { ...embedding, pooling: 'mean' },
  };
}
