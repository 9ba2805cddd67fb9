import type { ClassMethodId } from '../classifier/class-methods.ts';
import type { MethodId } from './method.ts';

/** What the help says of a method beside its contract; apart from it, since nobody needs it before the help is opened. */
export interface Guide {
  /** What no reader may conclude from the map. */
  readonly cannotSay: string;
  /** Where the map is that of another method (core/coincidences.ts); null: nowhere. */
  readonly coincides: string | null;
  /** Passes through the network that one image's map takes, besides the one that embeds the image. */
  readonly cost: string;
}

const ARITHMETIC = 'None: arithmetic on the feature map.';
const BACK =
  'None for this layer’s similarity, or where the embedding is pooled from this layer; else one gradient pass back from the embedding.';
const masks = (count: number) =>
  `${count} masked copies, a forward pass each; none again while they are kept, whatever the metric or the other image.`;

/** One entry a method: the compiler asks for it. */
export const GUIDES: Readonly<Record<MethodId, Guide>> = {
  sfam: {
    cannotSay:
      'How much the score would fall without a place: a share is no effect, and the weights know channels, not places.',
    coincides:
      'With the gradient reading it is Grad-CAM. With the contribution reading it is N times Relevance-CAM at the layer that is pooled into the embedding, where every channel is above zero somewhere. For identical images and the cosine the gradient reading is zero.',
    cost: BACK,
  },
  decomposition: {
    cannotSay:
      'What happens to the score when a place is taken away: the share is held fixed, and the length of the pooled vector is not.',
    coincides:
      'For a dot product of pooled vectors it would be HiResCAM; with the metrics here, in which the length of a vector counts too, it coincides with no other map.',
    cost: ARITHMETIC,
  },
  silencing: {
    cannotSay:
      'What the score makes of a place that is hidden in the picture: what is set to zero are features of one layer, and their fields of view overlap.',
    coincides:
      'For a dot product of pooled vectors it would be the decomposition; with the metrics here it coincides with no other map.',
    cost: ARITHMETIC,
  },
  'grad-cam': {
    cannotSay:
      'Which places make the score as it stands: a gradient says what a small change would do, and summed over places it knows channels only.',
    coincides:
      'It is SFAM with the gradient reading, at every layer. Where the explained vector is pooled from this layer it is N times HiResCAM and N times XGrad-CAM.',
    cost: BACK,
  },
  'hires-cam': {
    cannotSay: 'Which places make the score as it stands: the product is a first-order estimate.',
    coincides: 'Where the explained vector is pooled from this layer it is Grad-CAM divided by N.',
    cost: BACK,
  },
  'layer-cam': {
    cannotSay: 'What speaks against the pair: gradients that would lower the score are set to zero.',
    coincides: 'It is HiResCAM where no gradient is negative.',
    cost: BACK,
  },
  'grad-cam-plus-plus': {
    cannotSay:
      'Which places make the score as it stands, or what speaks against the pair; its factor was derived for the exponential of a class score, and a similarity is none.',
    coincides:
      'Where no gradient is negative and all are so small that the factor is ½, it is half of Grad-CAM.',
    cost: BACK,
  },
  'xgrad-cam': {
    cannotSay: 'Which places make the score as it stands: a channel still has one weight for all places.',
    coincides: 'Where the explained vector is pooled from this layer it is Grad-CAM divided by N.',
    cost: BACK,
  },
  'relevance-cam': {
    cannotSay:
      'How much the score would fall without a place; and below the last layer its shares depend on the rule that hands relevance back (here α = 1, β = 0), not on the network alone.',
    coincides:
      'At the layer that is pooled into the embedding it is SFAM with the contribution reading, divided by N, where every channel is above zero somewhere.',
    cost: 'None where the embedding is pooled from this layer; else one relevance pass back from the embedding.',
  },
  'eigen-cam': {
    cannotSay: 'Anything of the pair: it is one and the same map whatever the other image is.',
    coincides: null,
    cost: 'None: the first principal component of the features.',
  },
  occlusion: {
    cannotSay:
      'What two distant places do together, since one window is hidden at a time; and what the patch of mean colour itself adds to the picture.',
    coincides: null,
    cost: masks(64),
  },
  rise: {
    cannotSay:
      'Whether a single place matters: a value is a mean over random masks, with the noise that so many leave.',
    coincides: null,
    cost: masks(512),
  },
  'distance-explainer': {
    cannotSay:
      'How much the score changes: values are differences of visibility, and only the extreme tenths of the masks count.',
    coincides: null,
    cost: `${masks(512)} They are those of RISE.`,
  },
  'mean-activation': {
    cannotSay: 'Anything of the pair or of its score.',
    coincides: null,
    cost: 'None: a mean over channels.',
  },
  random: {
    cannotSay: 'Anything at all.',
    coincides: null,
    cost: 'None.',
  },
};

/** Of the maps of a classifier: one image's, for a class. */
export const CLASS_GUIDES: Readonly<Record<ClassMethodId, Guide>> = {
  cam: {
    cannotSay:
      'Anything of a pair, nor of what the layer was not fitted to; nor how far the class’s score would fall without a place, since fields of view overlap.',
    coincides:
      'It is Grad-CAM of the class at the last map, unless the embedding is divided by its length. The decomposition of a pair under the cosine is the CAM of a layer whose row for the class is the other image’s vector, on another scale.',
    cost: 'None: arithmetic on the last feature map.',
  },
  'grad-cam': {
    cannotSay:
      'Anything of a pair; nor which places make the class’s score as it stands: a gradient says what a small change would do, and summed over places it knows channels only.',
    coincides: 'At the last map it is CAM, unless the embedding is divided by its length.',
    cost: 'None at the last map; below it one gradient pass back from the embedding.',
  },
  'relevance-cam': {
    cannotSay:
      'Anything of a pair; nor how much the class’s score would fall without a place: it starts from the class’s lead over all others, and below the last layer its shares depend on the rule that hands relevance back (here α = 1, β = 0).',
    coincides: null,
    cost: 'None at the last map; below it one relevance pass back from the embedding.',
  },
};

/** The map of one point, which no setting chooses: pin a point of an image. */
export const POINT_TO_POINT = {
  label: 'Point to point',
  formula: 'D[p,q] = A_p·B_q / (|x||y| N M)',
  summary:
    'Where in the other image the evidence lies for one point of this one: the share that both have together in the cosine of the layer’s pooled features. All pairs of places add up to it.',
  source: 'Stylianou et al., WACV 2019, arXiv 1901.00536; Zhu et al., IEEE TIP 2021, arXiv 1909.12977',
  cannotSay:
    'That the two places show the same thing: places with large features have large shares with everything. Nor anything of another metric, or of the final similarity below the last layer.',
  coincides: 'Added up over the points of one image it is the other image’s decomposition under the cosine.',
  cost: ARITHMETIC,
} as const;

/** Methods of pytorch-grad-cam that are not offered under their own names, and why. */
export const ELSEWHERE: readonly string[] = [
  'GradCAMElementWise clips the products of HiResCAM at zero before it sums them: where activations are not negative it is LayerCAM.',
  'AblationCAM weights a channel by what the score loses without it, as a share of the score: at a pooled layer, with the lengths of the vectors held, that is SFAM’s contribution divided by the score.',
  'FinerCAM is Grad-CAM of a score less those of similar classes: choose other images under “Against” and Grad-CAM.',
  'EigenGradCAM projects the products of HiResCAM on their first principal component, as Eigen-CAM does with activations; it coincides with neither.',
  'ScoreCAM masks the image by every channel in turn: as many passes as there are channels, where RISE takes random masks.',
];
