import { areaOf } from '../../core/extent.ts';
import { cellsOf } from '../../core/models/index.ts';
import type { ModelCard } from '../../core/models/model.ts';

/** What a browser tells of the machine. */
export interface Machine {
  readonly hardwareConcurrency: number;
  /** GB, rounded and capped; Chromium only. */
  readonly deviceMemory?: number;
}

/** Below it a second copy of the model and of the runtime is not worth what it takes from the page. */
const ENOUGH_GB = 4;

/**
 * Workers to compute in where the backend gains from a second one: as many as there is a core and memory for.
 *
 * @param touch fingers point at it: of a phone or tablet that does not say its memory (every iPhone) little is taken
 *   for granted, while a desktop that does not (Firefox, Safari) has enough.
 */
export function workerCount({ hardwareConcurrency, deviceMemory }: Machine, touch: boolean): 1 | 2 {
  const memory = deviceMemory ?? (touch ? 0 : ENOUGH_GB);
  return hardwareConcurrency >= 2 && memory >= ENOUGH_GB ? 2 : 1;
}

/** A second worker holds the network a second time: above this, one has to do. */
const ROOM = 256 * 2 ** 20;

/**
 * What one worker takes for a network, bytes: its weights twice (as they came and as the backend holds them) and the
 * feature maps at the ends of blocks for two images; other layers are computed when they are asked for.
 */
export function workerBytes(card: ModelCard): number {
  const weights = card.source.kind === 'file' ? card.source.parameters * 4 : (card.files?.weights.bytes ?? 0);
  const maps = card.layers.filter(({ block }) => block);
  const values = maps.reduce((sum, layer) => {
    return sum + areaOf(cellsOf(layer, card.input.defaultSize)) * layer.channels;
  }, 0);
  return weights * 2 + values * 4 * 2;
}

/** Workers to open a network in, of the `most` that the machine has room for. */
export function workersFor(card: ModelCard, most: number): number {
  return workerBytes(card) * 2 > ROOM ? 1 : most;
}
