import { awaited, Lru } from '../core/lru.ts';
import { pointToPoint } from '../core/methods/point-to-point.ts';
import type { EngineClient } from '../engine/client/client.ts';
import { imageSource } from './image-source.ts';
import { Newest } from './newest.ts';
import type { Explanation, PointEvidence, Probe, Slot } from './state.ts';
import type { Store } from './store.ts';
import type { Workshop } from './workshop.ts';

/** The cell of a `height`×`width` map under a point in 0–1, row·width + column. */
export function cellAt(u: number, v: number, height: number, width: number): number {
  const clamp = (value: number, size: number) => Math.min(size - 1, Math.max(0, Math.floor(value * size)));
  return clamp(v, height) * width + clamp(u, width);
}

/**
 * Follows the probe: for the point under it, where in the other image its evidence lies (spec.md,
 * `point-to-point`). Two small reads from cached feature maps, no forward pass; the newest point wins.
 */
export class PointFollower {
  private readonly store: Store;
  private readonly client: EngineClient;
  private readonly pixels: Workshop['pixels'];
  private readonly points = new Lru<string, Promise<Float32Array>>(256);
  private readonly newest = new Newest<void>(() => this.step());

  constructor(store: Store, client: EngineClient, pixels: Workshop['pixels']) {
    this.store = store;
    this.client = client;
    this.pixels = pixels;
  }

  /** Call after every change of the probe or the result. */
  follow(): Promise<void> {
    return this.newest.ask();
  }

  private async step(): Promise<void> {
    const target = this.target();
    if (!target) return;
    try {
      const evidence = await this.compute(target.result, target.probe, target.cell);
      // A new result may have come meanwhile: then its own evidence is next.
      if (this.store.getState().result === target.result) this.store.setState({ evidence });
    } catch {
      // A lost worker, or another model: the crosshair goes without evidence until the next explanation.
      this.store.setState({ evidence: null });
    }
  }

  /** What is to be computed now, or null when the evidence on screen is the one asked for. */
  private target(): { result: Explanation; probe: Probe; cell: number } | null {
    const { probe, result, evidence } = this.store.getState();
    if (!probe || !result) {
      if (evidence) this.store.setState({ evidence: null });
      return null;
    }
    const cell = cellAt(probe.u, probe.v, result.layerShape[0], result.layerShape[1]);
    if (evidence?.cell === cell && evidence.slot === otherSlot(probe.slot)) return null;
    return { result, probe, cell };
  }

  private async compute(result: Explanation, probe: Probe, cell: number): Promise<PointEvidence> {
    const { settings, pictures, vectors, layerShape } = result;
    const here = probe.slot;
    const there = otherSlot(here);
    const session = this.client.sessionOf(result.engine);
    const from = imageSource(this.pixels, pictures[here], settings);
    const [height, width] = layerShape;
    const point = await awaited(this.points, `${from.key}\n${settings.layer}\n${cell}`, () =>
      session.at(from, settings.layer, cell),
    );
    const cells = height * width;
    const weights = pointToPoint(point, vectors[here].pooled, vectors[there].pooled, cells, cells);
    const to = imageSource(this.pixels, pictures[there], settings);
    const data = await session.weighted(to, settings.layer, weights);
    return { slot: there, map: { data, height, width }, cell };
  }
}

export function otherSlot(slot: Slot): Slot {
  return slot === 'a' ? 'b' : 'a';
}
