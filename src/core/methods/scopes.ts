import type { Scope, Vectors } from './side.ts';

/** A similarity that can be explained: which vectors it is of, and what it is called. */
export interface ScopeFacts {
  readonly id: Scope;
  /** On the control; part of the contract with scripts. */
  readonly label: string;
  /** In the middle of a sentence. */
  readonly words: string;
  /** The vectors that are compared. */
  readonly vector: keyof Vectors;
}

/** Every scope, in the order the page offers them. */
export const SCOPES = {
  final: {
    id: 'final',
    label: 'Final similarity',
    words: 'the final similarity',
    vector: 'embedding',
  },
  layer: {
    id: 'layer',
    label: "This layer's similarity",
    words: 'this layer’s similarity',
    vector: 'pooled',
  },
} satisfies Record<Scope, ScopeFacts>;
