import { coincidences } from '../core/coincidences.ts';
import { layerCard } from '../core/models/index.ts';
import type { Settings } from './state.ts';

/** Do two settings give one map but for a factor, whatever the images? Two of one method are no such pair. */
export function oneMap(one: Settings, other: Settings): boolean {
  const { method, reading, scope, model, layer, metric } = other;
  const isEmbedding = layerCard(model, layer).embedding;
  if (one.layer !== layer || one.metric !== metric || (one.scope !== scope && !isEmbedding)) return false;
  return coincidences({ method, reading, scope, isEmbedding, cells: 1 }).some(
    (same) =>
      same.given === undefined &&
      same.method === one.method &&
      (same.reading === null || same.reading === one.reading),
  );
}
