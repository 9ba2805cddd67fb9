import { awaited, Lru } from '../core/lru.ts';
import { pointToPoint } from '../core/methods/point-to-point.ts';
import type { EngineClient } from '../engine/client/client.ts';
import { imageSource } from './image-source.ts';
import { Newest } from './newest.ts';
import { inPane, pairOf } from './result.ts';
import type { Services } from './services.ts';
import type { AppState, Explanation, PointEvidence, Slot } from './state.ts';
import { pictureOf, type Store } from './store.ts';

/** The cell of a `height`×`width` map under a point in 0–1, row·width + column. */
export function cellIndex(u: number, v: number, height: number, width: number): number {
  const clamp = (value: number, size: number) => Math.min(size - 1, Math.max(0, Math.floor(value * size)));
  return clamp(v, height) * width + clamp(u, width);
}

/** What is to be computed: which cell of one image, and in which pane the other stands. */
interface Target extends Pick<AppState, 'result' | 'images'> {
  readonly here: Explanation;
  readonly there: Explanation;
  readonly slot: Slot;
  readonly cell: number;
}

/**
 * Follows the probe: for the point under it, where in the other image its evidence lies (spec.md,
 * `point-to-point`). Two small reads from cached feature maps, no forward pass; the newest point wins.
 */
export class PointFollower {
  private readonly store: Store;
  private readonly client: EngineClient;
  private readonly pixels: Services['pixels'];
  private readonly points = new Lru<string, Promise<Float32Array>>(256);
  private readonly newest = new Newest<void>(() => this.step());

  constructor(store: Store, client: EngineClient, pixels: Services['pixels']) {
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
      const evidence = await this.compute(target);
      const { result, images } = this.store.getState();
      // A new result may have come meanwhile, or other images: then their own evidence is next.
      if (result === target.result && images === target.images) this.store.setState({ evidence });
    } catch {
      // A lost worker, or another model: the crosshair goes without evidence until the next explanation.
      this.store.setState({ evidence: null });
    }
  }

  /** What is to be computed now, or null when the evidence on screen is the one asked for. */
  private target(): Target | null {
    const { probe, result, evidence, images } = this.store.getState();
    const shown = (slot: Slot) => result && inPane(pairOf(result), slot, pictureOf(images[slot])?.id);
    const here = probe && shown(probe.slot);
    const there = probe && shown(otherSlot(probe.slot));
    if (!probe || !here || !there) {
      if (evidence) this.store.setState({ evidence: null });
      return null;
    }
    const slot = otherSlot(probe.slot);
    const cell = cellIndex(probe.u, probe.v, here.layerShape[0], here.layerShape[1]);
    if (evidence?.cell === cell && evidence.slot === slot) return null;
    return { result, images, here, there, slot, cell };
  }

  private async compute({ here, there, slot, cell }: Target): Promise<PointEvidence> {
    const { settings, layerShape } = here;
    const session = this.client.sessionOf(here.engine);
    const from = imageSource(this.pixels, here.of, settings);
    const [height, width] = layerShape;
    const point = await awaited(this.points, `${from.key}\n${settings.layer}\n${cell}`, () =>
      session.at(from, settings.layer, cell),
    );
    const cells = height * width;
    const weights = pointToPoint(point, here.vectors.pooled, there.vectors.pooled, cells, cells);
    const to = imageSource(this.pixels, there.of, settings);
    const data = await session.weighted(to, settings.layer, weights);
    return { slot, map: { data, height, width }, cell };
  }
}

export function otherSlot(slot: Slot): Slot {
  return slot === 'a' ? 'b' : 'a';
}
