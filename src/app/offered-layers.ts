import { modelCard } from '../core/models/index.ts';
import type { LayerCard, ModelId } from '../core/models/model.ts';

/** The layers to choose from: one a block, the one in use in any case, or all of them. */
export function offeredLayers(model: ModelId, layer: string, every: boolean): readonly LayerCard[] {
  return modelCard(model).layers.filter(({ block, node }) => every || block || node === layer);
}
