import type { Extent } from '../extent.ts';
import type { LayerCard } from './model.ts';

/**
 * Height and width of the map at a layer, for an input of `size` pixels. Networks that take several sizes have
 * SAME-padded convolutions only (preparation refuses others), so strides compose to one rounding up.
 */
export function cellsOf({ cells, step }: LayerCard, [height, width]: Extent): Extent {
  return cells ?? [Math.ceil(height / step[0]), Math.ceil(width / step[1])];
}

/** The feature map's shape `[h, w, K]` at a layer, for an input of `size` pixels. */
export function layerShape(layer: LayerCard, size: Extent): readonly [number, number, number] {
  return [...cellsOf(layer, size), layer.channels];
}
