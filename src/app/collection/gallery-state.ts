import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MetricId } from '../../core/metrics/metric.ts';
import type { Hit } from '../../core/retrieval/rank.ts';
import type { Settings } from '../state.ts';
import type { TaskState } from '../task.ts';
import type { Verification } from './gallery-scores.ts';
import type { SetPicture } from './picture-set.ts';

/** What the vectors depend on besides the pictures. */
export type GallerySettings = Pick<Settings, 'model' | 'size' | 'fit' | 'backend'>;

/** Files that are read, or pictures on their way through the network; how many of those are done the counts say. */
export type GalleryProgress =
  | { readonly doing: 'reading'; readonly done: number; readonly total: number }
  | { readonly doing: 'embedding' };

/** A picture that has no vector, and why. */
export interface Unembedded {
  readonly path: string;
  readonly message: string;
}

export interface GalleryState {
  readonly pictures: readonly SetPicture[];
  readonly problems: readonly string[];
  readonly job: TaskState<GalleryProgress>;
  /** The embedding waits until it is told to go on. */
  readonly paused: boolean;
  /** How many pictures have a vector. */
  readonly embedded: number;
  readonly failed: readonly Unembedded[];
  /** Of those with a vector, how many came from this device's storage. */
  readonly recalled: number;
  /** Vectors are kept on this device, as the user asked. */
  readonly keeping: boolean;
  /** What made the vectors; null before any. */
  readonly made: GallerySettings | null;
  /** How same and different pairs of the gallery score, once somebody asked; under {@link made}. */
  readonly verified: { readonly metric: MetricId; readonly verification: Verification } | null;
  /** Pictures picked by hand, by index. */
  readonly selected: ReadonlySet<number>;
  /** The picture whose neighbours are shown, and how they were ranked. */
  readonly query: {
    readonly index: number;
    readonly metric: MetricId;
    readonly hits: readonly Hit[];
    /** The file that ranked them; null: the network did. */
    readonly from: string | null;
  } | null;
  /** Lists that another program ranked, by index of the query: they come before the network's. */
  readonly ranked: {
    readonly file: string;
    readonly lists: ReadonlyMap<number, readonly Hit[]>;
    readonly problems: readonly string[];
  } | null;
  /** The list that said of what class pictures are; it counts where it named any of them. */
  readonly labelled: {
    readonly file: string;
    readonly named: number;
    readonly problems: readonly string[];
  } | null;
}

/** Before anybody chose a picture. */
export function createGalleryState(): StoreApi<GalleryState> {
  return createStore<GalleryState>(() => ({
    pictures: [],
    problems: [],
    job: { status: 'idle' },
    paused: false,
    embedded: 0,
    failed: [],
    recalled: 0,
    keeping: false,
    made: null,
    verified: null,
    selected: new Set(),
    query: null,
    ranked: null,
    labelled: null,
  }));
}

/** Whether pictures are on their way through the network, or wait for it. */
export const isEmbedding = ({ job }: Pick<GalleryState, 'job'>): boolean =>
  job.status === 'running' && job.value?.doing === 'embedding';
