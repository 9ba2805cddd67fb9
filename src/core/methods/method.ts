import type { Reading, ReadingId } from '../cis/reading.ts';
import type { Means } from '../meanings.ts';
import type { MetricId } from '../metrics/metric.ts';
import type { Objective } from '../objective/objective.ts';
import type { METHODS } from './index.ts';
import type { Scope, Side } from './side.ts';

export type MethodId = keyof typeof METHODS;

/** Everything a map of one image depends on besides that image. */
export interface MapContext {
  /** What the image is explained against, in the vectors that a scope compares. */
  readonly objective: (scope: Scope) => Objective;
  readonly reading: Reading;
  readonly scope: Scope;
  /** Seed of every random draw (controls, RISE masks). */
  readonly seed: number;
  /** Set when the user asked for something else: stop between batches by throwing `signal.reason`. */
  readonly signal: { readonly aborted: boolean; throwIfAborted(): void };
  /** Reports work done in [0, 1] and, where it makes sense, the map so far (`[h*w]`). */
  report(fraction: number, partial?: Float32Array): void;
}

export interface MapOutcome {
  /** Signed, unscaled, `[h*w]` row-major. */
  readonly map: Float32Array;
  /** One weight per channel, `[K]`, where the method has them. */
  readonly cis?: Float32Array;
  /** Entries of the gradient that a division by nearly nothing decides, where the method divides by what may be 0. */
  readonly unstable?: number;
}

/** What all ways to draw a map have. */
interface AnyMethod {
  readonly id: MethodId;
  readonly label: string;
  readonly formula: string;
  readonly summary: string;
  /** Paper to cite, or null for controls. */
  readonly source: string | null;
  /**
   * What the map depends on; controls in the page that have no effect are disabled with this as the reason.
   * `scopes`: the similarities this method can explain; with a single one it explains that one whatever
   * `MapContext.scope` says; none where it needs no score at all.
   */
  readonly uses: { readonly metric: boolean; readonly reading: boolean; readonly scopes: readonly Scope[] };
  /** What the values and their sign say (core/meanings.ts); `reading`: what the reading in use says of them. */
  readonly means: Means | 'reading';
  /** Sums exactly to the objective's `total` (at the layer, or at the embedding in scope `final` for SFAM). */
  readonly sumsToTotal: boolean;
  /**
   * The map is linear in the weights of the objective, with every reading that is: a triplet turned round is its
   * negative, and a contrast against the partner itself is zero.
   */
  readonly linear: boolean;
  /** Nothing in the way back jumps, as derivatives of ReLU6 do; left out where gradients are carried. */
  readonly steady?: boolean;
  map(side: Side, context: MapContext): Promise<MapOutcome>;
}

/** Claims to explain the pair. */
interface Explaining extends AnyMethod {
  readonly kind: 'explanation';
}

/** Explains it by the network's answers to masked copies alone. */
interface Masking extends AnyMethod {
  readonly kind: 'perturbation';
  /** Of an image: as many forward passes. */
  readonly copies: number;
  /** Of what family its masks are: methods of one family have the same copies, which are embedded once. */
  readonly masks: 'windows' | 'random';
}

/** Needs no score: what every explanation has to do better than. */
export interface Control extends AnyMethod {
  readonly kind: 'control';
  /** In the middle of a sentence: “better than noise”. */
  readonly called: string;
  /** One map says nothing of it: it is judged by the mean over several seeds. */
  readonly stochastic: boolean;
}

/** A way to draw where an image's evidence lies. One file each, plus one line in `index.ts`. */
export type Method = Explaining | Masking | Control;

export type { MetricId, ReadingId };
