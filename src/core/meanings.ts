import type { Reading } from './cis/reading.ts';
import type { Method } from './methods/method.ts';
import type { Scope } from './methods/side.ts';

/** What the two ends of a signed map mean, beside its numbers. */
export interface EndWords {
  readonly low: string;
  readonly high: string;
}

/**
 * What the values of a map are and what their sign says: the one place that words about a map are taken from.
 * `score` is what is explained, in the middle of a sentence: `the score`, or `the objective` against a list of partners.
 */
export interface Meaning {
  readonly id:
    | 'share'
    | 'weighted-share'
    | 'relevance'
    | 'slope'
    | 'activation'
    | 'loss'
    | 'hidden'
    | 'shown'
    | 'unsigned'
    | 'open'
    | 'none';
  /** Null where the sign says nothing of the score. @param whole what shares are parts of: the score, or another total. */
  ends(score: string, whole: string): EndWords | null;
  /** What one unit of the map is, at its colour scale. @param total what shares are parts of, e.g. `cos(x, y)`. */
  unit(score: string, total: string): string;
  /** What positive and negative values say, and whether the values add up to anything. One or two sentences. */
  says(score: string, total: string): string;
}

/** A place's term of the total: decomposition. The values add up to it exactly. */
export const SHARE: Meaning = {
  id: 'share',
  ends: (_, whole) => ({ low: 'negative share', high: `share of ${whole}` }),
  unit: (_, total) => `share of ${total}`,
  says: (score, total) =>
    `Each value is the place’s share of ${total}, and all of an image’s together are it. A share is no effect: without the place, ${score} may rise or fall; Silencing shows which.`,
};

/**
 * A value below zero is no negative share: it comes from channels with a negative share, or from activations below zero
 * under positive ones, as the hard swish has them. All places of an image can be negative while the total is positive.
 */
const WEIGHTED_ENDS = (_: string, whole: string): EndWords => ({
  low: 'below zero',
  high: `activation × share of ${whole}`,
});

/** Activations weighted by channel shares: the contribution reading. The weights add up, the map does not. */
export const WEIGHTED_SHARE: Meaning = {
  id: 'weighted-share',
  ends: WEIGHTED_ENDS,
  unit: (_, total) => `activation × channel’s share of ${total}`,
  says: (score, total) =>
    `Each value is the activation of a place, every channel weighted by its share of ${total}. The channels’ shares add up to it; the values of the map do not. A share is no effect: without the place, ${score} may rise or fall; Silencing shows which.`,
};

/** Activations weighted by channel relevance at a pooled layer: Relevance-CAM. */
export const RELEVANCE: Meaning = {
  id: 'relevance',
  ends: WEIGHTED_ENDS,
  unit: (_, total) => `activation × channel’s share of ${total} ÷ places`,
  says: (score, total) =>
    `Each value is the activation of a place, every channel weighted by its share of ${total} divided by the number of places; a channel that is nowhere above zero has no weight. The values do not add up to ${total}. A share is no effect: without the place, ${score} may rise or fall; Silencing shows which.`,
};

/** The derivative of the score when the features of a place are strengthened: gradient, Grad-CAM, HiResCAM. */
export const SLOPE: Meaning = {
  id: 'slope',
  ends: (score) => ({
    low: `lowers ${score} if strengthened`,
    high: `raises ${score} if strengthened`,
  }),
  unit: (score) => `slope of ${score}`,
  says: (score) =>
    `Where a value is positive, slightly stronger features would raise ${score}; where it is negative, they would lower it. The values are no parts of it.`,
};

/** Activation under weights of 0 or more: normalized at a pooled layer, LayerCAM everywhere. */
export const ACTIVATION: Meaning = {
  id: 'activation',
  ends: () => ({ low: 'activation below zero', high: 'activation that counts' }),
  unit: () => 'activation × weight of 0 or more',
  says: (score) =>
    `Activations under weights that cannot be negative: a value is below zero only where activations are, and that says nothing against the pair. The values are no parts of ${score}.`,
};

/** What the score loses when a place is set to zero: silencing. */
export const LOSS: Meaning = {
  id: 'loss',
  ends: (score) => ({ low: `${score} rises without it`, high: `${score} falls without it` }),
  unit: (score) => `change of ${score}`,
  says: (score) =>
    `Where a value is positive, ${score} falls when the place is set to zero and the layer is pooled again; where it is negative, it rises. The values do not add up to it.`,
};

/** What the score loses when a place of the picture is hidden: occlusion. */
export const HIDDEN: Meaning = {
  id: 'hidden',
  ends: (score) => ({ low: `${score} rises when hidden`, high: `${score} falls when hidden` }),
  unit: (score) => `change of ${score}`,
  says: (score) =>
    `Where a value is positive, ${score} falls, on average over the windows that hide the place; where it is negative, it rises. The values do not add up to it.`,
};

/** How much higher the score is in copies that show a place: RISE and its kin. */
export const SHOWN: Meaning = {
  id: 'shown',
  ends: (score) => ({ low: `${score} lower where it shows`, high: `${score} higher where it shows` }),
  unit: (score) => `difference of ${score}`,
  says: (score) =>
    `Where a value is positive, masked copies that show the place have a higher value of ${score} than the average copy; where it is negative, a lower one. The values do not add up to it.`,
};

/** Which places the copies with the highest score show more than those with the lowest: Distance Explainer. */
export const SHOWN_MORE: Meaning = {
  id: 'shown',
  ends: (score) => ({ low: `shown where ${score} is lowest`, high: `shown where ${score} is highest` }),
  unit: () => 'difference of visibility',
  says: (score) =>
    `Where a value is positive, the tenth of the masked copies with the highest value of ${score} shows the place more than the tenth with the lowest; where it is negative, less. The values are no parts of it.`,
};

/** Weights carried back through later layers: signs of channels and places mix, and no verdict follows from one. */
export const OPEN: Meaning = {
  id: 'open',
  ends: () => null,
  unit: () => 'activation × weight carried back',
  says: (score) =>
    `Below the last layer the sign of a value says neither that the place is for ${score} nor that it is against it: weights are carried back through layers with biases and kinks, and added up over places. The values are no parts of ${score}.`,
};

/** Activations under weights that mostly are not negative but can be: Grad-CAM++ at a pooled layer. */
export const UNSIGNED: Meaning = {
  id: 'unsigned',
  ends: () => null,
  unit: () => 'activation × weight',
  says: (score) =>
    `The weights come from gradients that would raise ${score}, each divided by what may be negative: the sign of a value says neither that the place is for ${score} nor that it is against it. The values are no parts of it.`,
};

/** Nothing of a score: controls, and methods that look at one image only. */
export const NONE: Meaning = {
  id: 'none',
  ends: () => null,
  unit: () => 'the map’s own',
  says: () => 'The values say nothing of the pair: this map does not look at the other image.',
};

/** What a method or a reading says of its values: at the layer whose pooled vector is explained, and at layers below it. */
export interface Means {
  readonly pooled: Meaning;
  readonly below: Meaning;
}

/**
 * The meaning of a map.
 *
 * @param isEmbedding the embedding is pooled from this very layer.
 */
export function meaningOf(
  { means, uses }: Pick<Method, 'means' | 'uses'>,
  reading: Pick<Reading, 'means'>,
  { scope, isEmbedding }: { readonly scope: Scope; readonly isEmbedding: boolean },
): Meaning {
  const { pooled, below } = means === 'reading' ? reading.means : means;
  const only = uses.scopes.length === 1 ? uses.scopes[0] : scope;
  return only === 'layer' || isEmbedding ? pooled : below;
}
