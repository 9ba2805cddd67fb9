export type ActivityId = 'mean' | 'norm';
export type ActivityKind = 'mean-activation' | 'feature-norm';

/** A measure of where a network is active at all. */
export interface ActivityFacts {
  /** In files, and of a contender in a test. */
  readonly id: ActivityKind;
  readonly label: string;
  /** In the middle of a sentence. */
  readonly called: string;
  /** Why this one, in a sentence. */
  readonly why: string;
}

/** The measures: the mean where no activation is negative, the norm where some are and would cancel in a mean. */
export const ACTIVITY: Readonly<Record<ActivityId, ActivityFacts>> = {
  mean: {
    id: 'mean-activation',
    label: 'Mean activation',
    called: 'mean activation',
    why: 'The mean activation needs no second image: it shows where the network is active at all.',
  },
  norm: {
    id: 'feature-norm',
    label: 'Feature norm',
    called: 'the feature norm',
    why: 'The length of each place’s feature vector, |Aₚ|, needs no second image: it shows where the network is active at all. (Activations of this layer are negative too, so that their mean is no measure of that.)',
  },
};
