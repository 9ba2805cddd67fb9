import type { ActivityId } from '../core/activity.ts';
import type { AppError } from '../core/app-error.ts';
import type { ReadingId } from '../core/cis/reading.ts';
import type { ColormapId } from '../core/colormap.ts';
import type { Extent } from '../core/extent.ts';
import type { MethodId } from '../core/methods/method.ts';
import type { Scope, Vectors } from '../core/methods/side.ts';
import type { MetricId } from '../core/metrics/metric.ts';
import type { ModelId } from '../core/models/model.ts';
import type { SignMode } from '../core/rectify.ts';
import type { FitId, SourceRectangle } from '../core/resize/fit.ts';
import type { Levels } from '../decode/api.ts';
import type { BackendId, LoadProgress, OpenInfo } from '../engine/api.ts';
import type { AgainstId } from './against/against.ts';
import type { Partner } from './against/partners.ts';
import type { FirstLookReport } from './evidence/make-first-look.ts';
import type { ScaleLock } from './scale-lock.ts';
import type { Steps } from './undo.ts';

/** Which of the two images. */
export type Slot = 'a' | 'b';
export const SLOTS = ['a', 'b'] as const satisfies readonly Slot[];
/** A place for an image: one of the two, or the third that they are explained against. */
export type Place = Slot | 'c';
export const PLACES = ['a', 'b', 'c'] as const satisfies readonly Place[];

/** A decoded picture. Its bytes and its preview bitmap live in the keyed cache (image-cache.ts). */
export interface Picture {
  /** Identity of the content: equal ids, equal pixels. */
  readonly id: string;
  readonly name: string;
  /** Pixels, after orientation. */
  readonly width: number;
  readonly height: number;
  /** What the user should know of how it was read: only the first frame, transparency not used, and so on. */
  readonly note?: string;
  /** The part of the file that the picture is, pixels after orientation; without it, the picture is all of the file. */
  readonly box?: SourceRectangle & { readonly of: { readonly width: number; readonly height: number } };
  /** Of a picture of 16 bits: the values in it, of which the network sees the upper 8 bits. */
  readonly levels?: Levels;
  /** Those that were made black and white; without it, the upper 8 bits are taken. */
  readonly stretch?: Levels;
  /** `sample` pictures travel in links; files do not. */
  readonly origin: { readonly kind: 'sample'; readonly sample: string } | { readonly kind: 'file' };
}

/** What stands in a slot. A failed or decoding replacement keeps the picture that was there. */
export type ImageSlot =
  | { readonly status: 'empty' }
  | { readonly status: 'decoding'; readonly name: string; readonly previous: Picture | null }
  | { readonly status: 'ready'; readonly picture: Picture }
  | {
      readonly status: 'failed';
      readonly name: string;
      readonly message: string;
      readonly previous: Picture | null;
    };

/** The images that stand on the page; without C until one was chosen. */
export type OpenImages = Readonly<Record<Slot, ImageSlot>> & { readonly c?: ImageSlot };

/** Everything that decides the numbers. */
export interface Settings {
  readonly model: ModelId;
  /** Of the input, pixels. */
  readonly size: Extent;
  readonly fit: FitId;
  /** Graph node name. */
  readonly layer: string;
  readonly metric: MetricId;
  readonly method: MethodId;
  readonly reading: ReadingId;
  readonly scope: Scope;
  /** The map is the mean over copies of its image (core/methods/smoothing.ts). */
  readonly smooth: boolean;
  /** Whom the two images are explained against, besides each other. */
  readonly against: AgainstId;
  /** Hashes of the groups (against/image-group.ts) that some choices need: the other images; */
  readonly references: string;
  /** what is of the class; */
  readonly examples: string;
  /** what is not, or '' where nobody is held against it. */
  readonly counters: string;
  /** null: the best there is. */
  readonly backend: BackendId | null;
}

/** Everything that decides the picture but not the numbers; never causes a recomputation. */
export interface Display {
  /** Overlay opacity, 0–1. */
  readonly opacity: number;
  readonly colormap: ColormapId;
  /** One range for both images, or one each. */
  readonly range: 'shared' | 'image';
  /** A scale that stays, for maps of one unit; null: each result has its own. */
  readonly lock: ScaleLock | null;
  readonly sign: SignMode;
  /** Bilinear between cells; the raw cells; or lines of equal values, over the picture in its own colours. */
  readonly interpolation: 'smooth' | 'cells' | 'lines';
  /** Show the mean-activation control instead of the map. */
  readonly showing: 'map' | 'control';
}

/**
 * Which region both panes show: `scale` times the size that fits the frame, with the point (u, v), 0–1 of what the
 * network saw, in the middle. Linked by being one.
 */
export interface Zoom {
  readonly scale: number;
  readonly u: number;
  readonly v: number;
}

/** Beside what the map is looked at: the bare image left of a divider, or another picture in turn with it. */
export type Compare = 'off' | 'split' | 'blink-image' | 'blink-control';

/** How the stage is looked at. Passing, as the crosshair is: not in links, not in exports, never recomputes. */
export interface View {
  readonly zoom: Zoom;
  readonly compare: Compare;
  /** Where the divider stands, 0–1 of the frame's width. */
  readonly split: number;
  /** While blinking: now the other picture shows. */
  readonly flipped: boolean;
}

/** A signed map at feature-map resolution, row-major. */
export interface MapData {
  readonly data: Float32Array;
  readonly height: number;
  readonly width: number;
}

export interface Score {
  /** S under the chosen metric. */
  readonly similarity: number;
  /** |u − v|, Euclidean, whatever the metric. */
  readonly distance: number;
}

/** The value of an objective, in the vectors of either scope. */
export interface ObjectiveValue {
  readonly final: number;
  readonly layer: number;
}

/** A partner whose vectors are known. */
export interface KnownPartner extends Partner {
  readonly vectors: Vectors;
}

/** One map: of one image, against a weighted list of partners, and what is known beside it. Never changed, whichever pane shows it. */
export interface Explanation {
  readonly settings: Settings;
  /** Of every random draw in it (RISE's masks, the noise control). */
  readonly seed: number;
  readonly of: Picture;
  /** What the network saw of the picture, in words. */
  readonly inputSentence: string;
  readonly against: readonly KnownPartner[];
  /** What was explained: the similarity for a pair. */
  readonly objective: ObjectiveValue;
  readonly map: MapData;
  readonly control: MapData;
  /** Pearson correlation of the map with the control; null where one of them is constant. */
  readonly controlCorrelation: number | null;
  /** `|A_p|`. */
  readonly featureNorm: MapData;
  /** Pearson correlation of the map with it; null where one of them is constant. */
  readonly normCorrelation: number | null;
  /** Is an activation of this image below zero at the layer? */
  readonly signed: boolean;
  /** One weight per channel, `[K]`, where the method has them. */
  readonly channelWeights: Float32Array | null;
  /** Entries of the gradient that a division by nearly nothing decides. */
  readonly unstable: number;
  readonly vectors: Vectors;
  /** `[h, w, K]`. */
  readonly layerShape: readonly [number, number, number];
  readonly engine: OpenInfo;
}

/** What the page shows: two images explained, and the third they may be explained against. Never changed; everything on screen about a map is labelled from it. */
export interface Result {
  readonly id: number;
  readonly settings: Settings;
  /** Of every random draw in it (RISE's masks, the noise control). */
  readonly seed: number;
  /** A's, B's, and C's where it takes part: `explanationIn` and `pairOf` (result.ts) find the one that is meant. */
  readonly explanations: readonly Explanation[];
  /** Of the embeddings of A and B. */
  readonly finalScore: Score;
  /** Of their vectors pooled at the layer. */
  readonly layerScore: Score;
  /** What a map has to be more than: where activations of either image are signed, `|A_p|`; else their mean. */
  readonly activity: ActivityId;
  /** `[h, w, K]`. */
  readonly layerShape: readonly [number, number, number];
  readonly engine: OpenInfo;
  readonly cost: {
    /** Milliseconds from the request to the maps, when they were made. */
    readonly elapsed: number;
    /** It was known already when it was asked for: then it took no passes. */
    readonly recalled: boolean;
    /** Images that went through the network for this explanation. */
    readonly forwarded: number;
    /** Gradient passes. */
    readonly propagations: number;
    /** Tensors and bytes held by the engine afterwards: flat, however long one works. */
    readonly tensors: number;
    readonly bytes: number;
  };
}

export type Job =
  | { readonly status: 'idle' }
  | { readonly status: 'loading'; readonly progress: LoadProgress | null }
  /** fraction: 0–1 for methods that report progress, null otherwise. */
  | { readonly status: 'running'; readonly fraction: number | null }
  | { readonly status: 'done' }
  | { readonly status: 'failed'; readonly fault: AppError };

/** A point being looked at, in image coordinates 0–1 of what the network saw. */
export interface Probe {
  readonly slot: Slot;
  readonly u: number;
  readonly v: number;
  readonly pinned: boolean;
}

/** Where, in the image that is not probed, the probed point's evidence lies. */
export interface PointEvidence {
  readonly slot: Slot;
  readonly map: MapData;
  /** The probed cell (row·w + column) in the other image. */
  readonly cell: number;
}

/** A map that is not finished, with what it is made from: the slots and the settings may have moved on. */
export interface PartialMap extends Pick<Settings, 'fit' | 'size' | 'method'> {
  readonly of: Picture;
  readonly map: MapData;
}

/** Classes that the panel “Classifier” explains. */
export interface ChosenClasses {
  /** One for each image: its index in the layer, or null for the predicted one. */
  readonly targets: readonly (number | null)[];
  /** The network and the kind of its layer that they are of: another one has others. */
  readonly model: ModelId;
  readonly head: 'network' | 'probe';
  /** What was made of them last, in sentences for the report; null until then. */
  readonly made: { readonly result: Result; readonly notes: readonly string[] } | null;
}

/** Something said to the user in passing. */
export interface Notice {
  readonly id: number;
  readonly text: string;
  /** Stays until it is dismissed or the next thing is said: it tells of something that did not work. */
  readonly lasting: boolean;
}

/** What can stand over the page. */
export type DialogId = 'help' | 'about' | 'network' | `crop-${Place}`;

export interface AppState {
  readonly images: OpenImages;
  readonly settings: Settings;
  readonly display: Display;
  readonly view: View;
  readonly job: Job;
  /** The last finished explanation; stays on screen while the next one runs. */
  readonly result: Result | null;
  /** What may be believed of it (evidence/first-looks.ts); of an older one until it is found. */
  readonly firstLook: { readonly result: Result; readonly found: FirstLookReport | null } | null;
  /** Maps that sharpen while a perturbation method runs, A's first; null where there is nothing of one yet. */
  readonly partial: readonly (PartialMap | null)[];
  readonly probe: Probe | null;
  readonly evidence: PointEvidence | null;
  readonly classes: ChosenClasses | null;
  /** Which ways the history of images and settings goes. */
  readonly steps: Steps;
  /** Id of the panel that is open under the stage. */
  readonly panel: string | null;
  /** The address does not say yet what was chosen: it is written after the frame that paints the map. */
  readonly addressBehind: boolean;
  readonly theme: 'system' | 'light' | 'dark';
  readonly notice: Notice | null;
  readonly dialog: DialogId | null;
  /** Every feature map is offered as a layer, not only those that end a block. */
  readonly everyLayer: boolean;
}
