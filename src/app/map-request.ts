import type { MapRequest } from '../engine/api.ts';
import type { Settings } from './state.ts';

/** What a map depends on besides its image and that image's partner, in the engine's words. */
export function mapRequest(
  {
    layer,
    method,
    metric,
    reading,
    scope,
    smooth,
  }: Pick<Settings, 'layer' | 'method' | 'metric' | 'reading' | 'scope' | 'smooth'>,
  seed: number,
): Omit<MapRequest, 'job' | 'image' | 'against'> {
  return { layer, method, metric, reading, scope, smooth, seed };
}
