import type { Picture } from '../state.ts';

/** Whom the two images are explained against, besides each other. */
export type AgainstId = 'none' | 'references' | 'blank' | 'image' | 'class';

/** One choice of {@link AgainstId}, in words. */
export interface AgainstChoice {
  readonly id: AgainstId;
  readonly label: string;
  /** One line under the control: what the map then shows. */
  readonly hint: string;
  /** The question that a map answers under it. */
  readonly question: string;
}

/** Every choice, in the order the page offers them. */
export const AGAINST = {
  none: {
    id: 'none',
    label: 'Nothing',
    hint: 'The similarity itself is explained, as in the paper.',
    question: 'Why are these two similar?',
  },
  references: {
    id: 'references',
    label: 'Other images',
    hint: 'What the two share and other images do not: what every image shares cancels.',
    question: 'What do these two share that other images do not?',
  },
  blank: {
    id: 'blank',
    label: 'A blank image',
    hint: 'The similarity to a plain grey image, which padding and biases make, is taken away.',
    question: 'What do these two share that a blank image does not?',
  },
  image: {
    id: 'image',
    label: 'A third image',
    hint: 'The similarity of A and B less that of A and C: below zero where C is the nearer.',
    question: 'Is A nearer to B than to C, and what makes it so?',
  },
  class: {
    id: 'class',
    label: 'A class or concept',
    hint: 'What each of the two has of what several images share: their mean vector takes the place of the other image.',
    question: 'What makes each of these like the examples, and unlike the counter-examples?',
  },
} satisfies Record<AgainstId, AgainstChoice>;

/** What docs/spec.md calls the objective of each choice; in manifests. */
export const KINDS: Readonly<Record<AgainstId, string>> = {
  none: 'pair',
  references: 'contrast',
  blank: 'contrast with a blank',
  image: 'triplet',
  class: 'concept',
};

/** What stands on the page, for whoever asks whom it is explained against. */
export interface Company {
  /** A, B, and C where it takes part: needed where {@link AgainstId} is `image`. */
  readonly images: readonly Picture[];
}
