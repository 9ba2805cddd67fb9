import { createStore } from 'zustand/vanilla';
import type { Result } from '../../app/state.ts';
import type { PointPair } from '../../core/methods/point-pairs.ts';

/** Pairs of points to be drawn as links across the two pictures of a result. */
export interface Links {
  readonly result: Result;
  readonly pairs: readonly PointPair[];
  /** Index of the one that is pointed at in the table. */
  readonly marked: number | null;
}

/** The links on the stage; null while nobody wants any. */
export const links = createStore<{ readonly drawn: Links | null }>(() => ({ drawn: null }));
