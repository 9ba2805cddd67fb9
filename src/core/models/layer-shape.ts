import type { LayerCard } from './model.ts';

/**
 * The feature map's shape `[h, w, K]` at a layer, for a square input of `size` pixels. Every convolution up to
 * there is SAME-padded (preparation refuses others), so strides compose to one rounding up.
 */
export function layerShape(layer: LayerCard, size: number): readonly [number, number, number] {
  const cells = Math.ceil(size / layer.stride);
  return [cells, cells, layer.channels];
}
