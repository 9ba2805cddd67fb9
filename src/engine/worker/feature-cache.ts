import * as tf from '@tensorflow/tfjs-core';
import type { Extent } from '../../core/extent.ts';
import { FeatureMap } from './feature-map.ts';

/** Values of one forward pass, `[n, …]` per node, shared by the images that went through it. */
interface Batch {
  readonly maps: ReadonlyMap<string, tf.Tensor>;
  readonly bytes: number;
  /** That went through. */
  readonly images: number;
  /** Of them, that are still kept. */
  users: number;
}

interface Entry {
  readonly batch: Batch;
  readonly index: number;
  /** The network's input, `[h, w, 3]` RGB bytes, kept for the methods that mask it. */
  readonly pixels: Uint8Array;
  readonly size: Extent;
  /** `[1, …]` per node that was asked for; empty where the image went through alone. */
  readonly slices: Map<string, tf.Tensor>;
  /** Requests at work on it. */
  holders: number;
}

const bytesOf = (t: tf.Tensor) => t.size * 4;

/**
 * Feature maps, and values of any shape, on the device, per (image, node) of one model. When they take more than `budget` bytes the least
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
    maps: ReadonlyMap<string, tf.Tensor>,
  ): void {
    let bytes = 0;
    for (const map of maps.values()) bytes += bytesOf(map);
    const batch: Batch = { maps, bytes, images: images.length, users: images.length };
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
    const batch = batchValue(entry, node) as tf.Tensor4D;
    return new FeatureMap(batch, entry.index, () => cutOut(entry, node, batch) as tf.Tensor4D);
  }

  /** An image's own part of a value of any shape; owned by the cache. @throws as `map` */
  value(key: string, node: string): tf.Tensor {
    const entry = this.entry(key);
    return cutOut(entry, node, batchValue(entry, node));
  }

  /** The shape of {@link value}, without cutting it out. @throws as `map` */
  valueShape(key: string, node: string): number[] {
    const entry = this.entry(key);
    const { shape } = batchValue(entry, node);
    return entry.batch.images === 1 ? shape : [1, ...shape.slice(1)];
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

function batchValue({ batch }: Entry, node: string): tf.Tensor {
  const value = batch.maps.get(node);
  if (!value) throw new Error(`no layer ${node}`);
  return value;
}

/** Cut out when first asked for, and kept. */
function cutOut({ batch, slices, index }: Entry, node: string, value: tf.Tensor): tf.Tensor {
  if (batch.images === 1) return value;
  const known = slices.get(node);
  if (known) return known;
  const slice = tf.keep(tf.slice(value, index, 1));
  slices.set(node, slice);
  return slice;
}
