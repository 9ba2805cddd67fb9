import type { ReadingId } from '../../core/cis/reading.ts';
import type { MethodId } from '../../core/methods/method.ts';
import type { MetricId } from '../../core/metrics/metric.ts';
import type { Settings } from '../state.ts';
import type { TaskState } from '../task.ts';
import type { PairResult } from './pair-result.ts';
import type { SetPair, SetPicture } from './picture-set.ts';
import type { RunPlace } from './run-book.ts';
import type { SkippedPair } from './run-pairs.ts';

/** How pairs come about. `suggested` exists for the bundled photographs only. */
export type Pairing = 'all' | 'folder' | 'list' | 'suggested';

/** Everything the user chooses in this panel; a reload keeps it. */
export interface PairsChoice {
  readonly source: 'samples' | 'files';
  readonly pairing: Pairing;
  /** The text of the list of names. */
  readonly list: string;
  /** Pairs at most. */
  readonly limit: number;
  readonly methods: readonly MethodId[];
  readonly metrics: readonly MetricId[];
  readonly readings: readonly ReadingId[];
  readonly steps: number;
}

/** What the numbers depend on besides the pictures; the rest of {@link Settings} is the panel's own choice. */
export type RunSettings = Pick<Settings, 'model' | 'size' | 'fit' | 'layer' | 'scope' | 'backend'>;

/** Files that are read, or pairs that are measured. */
export interface PairsProgress {
  readonly doing: 'reading' | 'measuring';
  readonly done: number;
  readonly total: number;
}

export interface PairsState {
  readonly choice: PairsChoice;
  readonly pictures: readonly SetPicture[];
  /** What was wrong with the files that came. */
  readonly fileProblems: readonly string[];
  /** Of the current choice. */
  readonly pairs: readonly SetPair[];
  /** Before the limit. */
  readonly available: number;
  readonly listProblems: readonly string[];
  readonly job: TaskState<PairsProgress>;
  readonly results: readonly PairResult[];
  readonly skipped: readonly SkippedPair[];
  /** What made {@link results}: the table is labelled from this, not from what is chosen now. */
  readonly made: {
    readonly choice: PairsChoice;
    readonly settings: RunSettings;
    /** That ran, not that was asked for. */
    readonly backend: string;
    /** Of the run book. */
    readonly place: RunPlace;
  } | null;
  /** What to do to go on with a run that a reload interrupted, or null. */
  readonly interrupted: string | null;
  /** On this device, beyond the tab: only once the user said so. */
  readonly kept: boolean;
}

/** Whether numbers are being made, not files read. */
export const isMeasuring = ({ job }: Pick<PairsState, 'job'>): boolean =>
  job.status === 'running' && job.value?.doing === 'measuring';
