import type { MapData, Picture } from '../../app/state.ts';
import type { Method } from '../../core/methods/method.ts';
import type { FitId } from '../../core/resize/fit.ts';

/** What a pane draws now, derived from the state. */
export interface PaneView {
  readonly picture: Picture | null;
  /** How the picture was made to fit the network, by the job that made the map where there is one. */
  readonly fit: FitId;
  /** The network's input size, pixels: the resolution the map is interpolated to. */
  readonly size: number;
  readonly map: MapData | null;
  readonly kind: 'map' | 'control' | 'partial' | 'evidence' | 'none';
  /** What made the map: the mean activation for a control; null for the evidence of a point, and for none. */
  readonly method: Method | null;
}

/** A pane that certainly has a picture, a map and a method that made it. */
export interface ResultView extends PaneView {
  readonly picture: Picture;
  readonly map: MapData;
  readonly kind: 'map' | 'control';
  readonly method: Method;
}
