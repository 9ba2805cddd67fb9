import type { BuiltInCard, BuiltInId } from './model.ts';

/** A card as JSON types it: literals widened to what they are written in, tuples to lists. */
type Widened<T> = T extends string
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Widened<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Widened<T[Key]> }
      : T extends number
        ? number
        : T extends boolean
          ? boolean
          : T;

/**
 * A committed card (`<id>.card.json`) as the type it stands for.
 *
 * @throws Error when the card is another network's, or is inconsistent
 */
export function readCard(id: BuiltInId, json: Widened<BuiltInCard>): BuiltInCard {
  const { input, embedding, layers } = json;
  const last = layers.at(-1);
  const sound =
    json.id === id &&
    json.origin === 'built-in' &&
    ['RGB', 'BGR'].includes(input.channelOrder) &&
    input.sizes.every((size) => size.length === 2) &&
    input.preprocessing.mean.length === 3 &&
    input.preprocessing.std.length === 3 &&
    layers.some(({ node }) => node === json.defaultLayer) &&
    last?.embedding === true &&
    last.channels === embedding.channels;
  if (!sound) throw new Error(`${id}.card.json does not describe a network that this version can run.`);
  return json as BuiltInCard;
}
