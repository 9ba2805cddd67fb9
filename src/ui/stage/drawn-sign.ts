import type { SignMode } from '../../core/rectify.ts';
import type { PaneView } from './views.ts';

/** Which values of a map are drawn: of a control and of a point's evidence all, whatever was chosen for maps. */
export function drawnSign(kind: PaneView['kind'], chosen: SignMode): SignMode {
  return kind === 'control' || kind === 'evidence' ? 'both' : chosen;
}
