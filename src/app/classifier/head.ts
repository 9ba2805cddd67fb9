import type { LinearClassifier } from '../../core/classifier/classifier.ts';

/** How a fitted layer came about, as far as it is known. */
export interface ProbeFacts {
  /** Images of each class, in the order of the classes. */
  readonly images: readonly number[];
  readonly penalty: number;
  readonly seed: number;
  readonly folds: number;
  /** Of images that the layer was not fitted to, and how many there were. */
  readonly right: number;
  readonly count: number;
  /** The share of the largest class. */
  readonly chance: number;
  readonly converged: boolean;
  /** Largest entry of the gradient where the search ended. */
  readonly gradient: number;
  readonly iterations: number;
  /** Of the input, pixels, and how pictures were put into it. */
  readonly size: readonly [number, number];
  readonly fit: string;
}

/** A layer that turns a network's embedding into scores of classes. */
export interface Head {
  readonly kind: 'network' | 'probe';
  readonly classifier: LinearClassifier;
  /** Of the network whose embeddings it reads, sha-256. */
  readonly network: string;
  /** Null for a layer that came with its network, and for one that was read from a file without them. */
  readonly facts: ProbeFacts | null;
  /** The file it was read back from. */
  readonly file?: string;
}
