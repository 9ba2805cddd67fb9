import type { EndWords } from '../meanings.ts';
import type { Vectors } from '../methods/side.ts';
import { linearObjective } from '../objective/linear-objective.ts';
import { throughNorm } from '../objective/through-norm.ts';
import { classWeights, type LinearClassifier, relevanceOfClass } from './classifier.ts';

export type ClassMethodId = 'cam' | 'grad-cam' | 'relevance-cam';

/** What is carried from the embedding back to a layer, where its sum (or mean) over places weights the channels. */
export type Carried = 'gradient' | 'relevance';

/** A map of one image for a class of a classifier (docs/spec.md, “A classifier's own maps”). */
export interface ClassMethod {
  readonly id: ClassMethodId;
  readonly label: string;
  readonly formula: string;
  readonly summary: string;
  readonly source: string;
  readonly carried: Carried;
  /** Defined at the one map whose mean over places is what the classifier reads. */
  readonly lastOnly: boolean;
  /** What a sign says of the class's score: at the map that is pooled, and below it. */
  readonly says: { readonly pooled: string; readonly below: string };
  /** What the ends of its scale say, at the map that is pooled; null where a sign says nothing of the score. */
  readonly ends: EndWords | null;
  /** What stands at the embedding before it is carried back, `[E]`; with a final normalisation, at the vector before it. */
  ofEmbedding(classifier: LinearClassifier, vectors: Vectors, target: number): Float32Array;
}

const BELOW =
  'Below the last layer the sign of a value says neither that the place is for the class nor that it is against it.';

const score = ({ weights, bias }: LinearClassifier, target: number) =>
  linearObjective(classWeights({ weights, bias }, target), bias[target]!);

export const CLASS_METHODS: Readonly<Record<ClassMethodId, ClassMethod>> = {
  cam: {
    id: 'cam',
    label: 'CAM',
    formula: 'M[p] = Σ_k W[t,k] A[p,k]',
    summary: 'Weights each channel of the last map by the fully connected layer’s weight for the class.',
    source: 'Zhou et al., CVPR 2016, arXiv 1512.04150',
    carried: 'gradient',
    lastOnly: true,
    says: {
      pooled:
        'A value above zero adds to the class’s score, one below takes from it; their mean over places is the score less its bias.',
      below: BELOW,
    },
    ends: { low: 'takes from the score', high: 'adds to the score' },
    // The weights themselves; of a normalised embedding the length is held, so that the parts still add up.
    ofEmbedding: (classifier, { embedding, norm }, target) =>
      Float32Array.from(
        throughNorm(score(classifier, target).heldCotangent(embedding), 'held', embedding, norm),
      ),
  },
  'grad-cam': {
    id: 'grad-cam',
    label: 'Grad-CAM',
    formula: 'M[p] = Σ_k A[p,k] Σ_q ∂z_t/∂A[q,k]',
    summary: 'Weights each channel by the gradient of the class’s score, summed over the image.',
    source: 'Selvaraju et al., ICCV 2017, arXiv 1610.02391',
    carried: 'gradient',
    lastOnly: false,
    says: {
      pooled:
        'Where a value is positive, slightly stronger features would raise the class’s score; where it is negative, they would lower it.',
      below: BELOW,
    },
    ends: { low: 'would lower the score', high: 'would raise the score' },
    ofEmbedding: (classifier, { embedding, norm }, target) =>
      Float32Array.from(throughNorm(score(classifier, target).gradient(embedding), 'exact', embedding, norm)),
  },
  'relevance-cam': {
    id: 'relevance-cam',
    label: 'Relevance-CAM',
    formula: 'M[p] = Σ_k w_k A[p,k],  w_k = mean_q R[q,k],  R = +1 at t, −1/T at the other ones of T classes',
    summary:
      'Hands back layer by layer the contrast of the class with all others, and weights each channel by what arrives there.',
    source: 'Lee et al., CVPR 2021',
    carried: 'relevance',
    lastOnly: false,
    says: {
      pooled:
        'A channel counts by its relevance for the class less that for all the others. The values are no parts of the score.',
      below: BELOW,
    },
    ends: null,
    ofEmbedding: (classifier, { embedding }, target) =>
      Float32Array.from(relevanceOfClass(classifier, embedding, target)),
  },
};
