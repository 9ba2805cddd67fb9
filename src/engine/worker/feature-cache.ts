import * as tf from '@tensorflow/tfjs-core';
import type { Extent } from '../../core/extent.ts';
import { FeatureMap } from './feature-map.ts';

/** The feature maps of one forward pass, `[n, h, w, K]` per layer, shared by the images that went through it. */
interface Batch {
  readonly maps: ReadonlyMap<string, tf.Tensor4D>;
  readonly bytes: number;
  users: number;
}

interface Entry {
  readonly batch: Batch;
  readonly index: number;
  /** The network's input, `[h, w, 3]` RGB bytes, kept for the methods that mask it. */
  readonly pixels: Uint8Array;
  readonly size: Extent;
  /** `[1, h, w, K]` per layer that was asked for; empty where the image went through alone. */
  readonly slices: Map<string, tf.Tensor4D>;
  /** Requests at work on it. */
  holders: number;
}

const bytesOf = (t: tf.Tensor) => t.size * 4;

/**
 * Feature maps on the device, per (image, layer) of one model. When they take more than `budget` bytes the least
 * recently used images are evicted as soon as a request ends; never those of a request that is still at work, nor
 * the `keep` newest: those are on screen.
 */
export class FeatureCache {
  private readonly entries = new Map<string, Entry>();
  private readonly budget: number;
  private readonly keep: number;

  constructor(budget: number, keep = 2) {
    this.budget = budget;
    this.keep = keep;
  }

  has(key: string, node?: string): boolean {
    const entry = this.entries.get(key);
    return entry !== undefined && (node === undefined || entry.batch.maps.has(node));
  }

  /** Takes ownership of the tensors of one forward pass. {@link hold} the images right after it. */
  add(
    images: readonly { readonly key: string; readonly pixels: Uint8Array; readonly size: Extent }[],
    maps: ReadonlyMap<string, tf.Tensor4D>,
  ): void {
    let bytes = 0;
    for (const map of maps.values()) bytes += bytesOf(map);
    const batch: Batch = { maps, bytes, users: images.length };
    images.forEach(({ key, pixels, size }, index) => {
      this.drop(key);
      this.entries.set(key, { batch, index, pixels, size, slices: new Map(), holders: 0 });
    });
  }

  /**
   * Marks as recently used, and keeps from being evicted until the function it returns is called, once.
   * @throws Error for an image that is not there.
   */
  hold(keys: readonly string[]): () => void {
    const held = keys.map((key) => this.entry(key));
    for (const [i, entry] of held.entries()) {
      entry.holders += 1;
      this.entries.delete(keys[i]!);
      this.entries.set(keys[i]!, entry);
    }
    return () => {
      for (const entry of held) entry.holders -= 1;
      this.evict();
    };
  }

  /** Its tensor is owned by the cache. @throws Error for an image or layer that is not there. */
  map(key: string, node: string): FeatureMap {
    const entry = this.entry(key);
    const batch = entry.batch.maps.get(node);
    if (!batch) throw new Error(`no layer ${node}`);
    return new FeatureMap(batch, entry.index, () => cutOut(entry, node, batch));
  }

  input(key: string): { readonly pixels: Uint8Array; readonly size: Extent } {
    return this.entry(key);
  }

  clear(): void {
    this.retain(new Set());
  }

  /** Drops all images but these. */
  retain(keys: ReadonlySet<string>): void {
    for (const key of [...this.entries.keys()]) if (!keys.has(key)) this.drop(key);
  }

  private entry(key: string): Entry {
    const entry = this.entries.get(key);
    if (!entry) throw new Error(`image ${key} is not in the cache`);
    return entry;
  }

  private drop(key: string): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    this.entries.delete(key);
    for (const slice of entry.slices.values()) slice.dispose();
    entry.batch.users -= 1;
    if (entry.batch.users === 0) for (const map of entry.batch.maps.values()) map.dispose();
  }

  private evict(): void {
    const held = () =>
      [...new Set([...this.entries.values()].map((e) => e.batch))].reduce((sum, b) => sum + b.bytes, 0);
    for (const [key, { holders }] of [...this.entries]) {
      if (this.entries.size <= this.keep || held() <= this.budget) return;
      if (holders === 0) this.drop(key);
    }
  }
}

/** Cut out when first asked for, and kept. */
function cutOut({ slices, index }: Entry, node: string, batch: tf.Tensor4D): tf.Tensor4D {
  if (batch.shape[0] === 1) return batch;
  const known = slices.get(node);
  if (known) return known;
  const slice = tf.keep(tf.slice4d(batch, [index, 0, 0, 0], [1, -1, -1, -1]));
  slices.set(node, slice);
  return slice;
}
