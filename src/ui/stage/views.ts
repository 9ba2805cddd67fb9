import type { MapData, Picture, Settings } from '../../app/state.ts';
import type { Method } from '../../core/methods/method.ts';
import type { Fitted } from './geometry.ts';

/** What a pane draws now, derived from the state; fitted by the job that made the map where there is one. */
export interface PaneView extends Fitted {
  readonly picture: Picture | null;
  readonly map: MapData | null;
  readonly kind: 'map' | 'control' | 'partial' | 'evidence' | 'none';
  /** What made the map: the mean activation for a control; null for the evidence of a point, and for none. */
  readonly method: Method | null;
  /** Under which the map was made, or is being made. */
  readonly settings: Settings;
  /** Against whom it was made, besides the other image, in the middle of a sentence; null: nobody. */
  readonly rivals: string | null;
  /** They stand in the other image's place instead of beside it. */
  readonly instead?: boolean;
}

/** A pane that certainly has a picture, a map and a method that made it. */
export interface ResultView extends PaneView {
  readonly picture: Picture;
  readonly map: MapData;
  readonly kind: 'map' | 'control';
  readonly method: Method;
}
