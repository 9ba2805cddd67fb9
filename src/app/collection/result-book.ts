import type { PairResult } from './pair-result.ts';

/** Where results outlive the page. Every call may fail without harm to a run. */
export interface ResultBook {
  /** What was measured under these settings, by pair. */
  read(settings: string): Promise<readonly PairResult[]>;
  /** Adds to what is there: numbers of a pair measured earlier are kept beside the new ones. */
  write(settings: string, result: PairResult): Promise<void>;
  clear(settings: string): Promise<void>;
}
