import * as tf from '@tensorflow/tfjs-core';

interface Entry {
  readonly image: string;
  readonly layer: string;
  readonly cotangent: Float32Array;
  readonly gradient: tf.Tensor4D;
}

const same = (a: Float32Array, b: Float32Array) => a.length === b.length && a.every((v, i) => v === b[i]);

/**
 * The last few gradient tensors, so that methods which differ only in how they reduce G (SFAM, Grad-CAM,
 * HiRes-CAM, LayerCAM with one cotangent) share one backward pass.
 */
export class GradientCache {
  private entries: Entry[] = [];
  private readonly capacity: number;

  constructor(capacity = 8) {
    this.capacity = capacity;
  }

  /** Owned by the cache; `compute` runs on a miss. */
  get(image: string, layer: string, cotangent: Float32Array, compute: () => tf.Tensor4D): tf.Tensor4D {
    const at = this.entries.findIndex(
      (e) => e.image === image && e.layer === layer && same(e.cotangent, cotangent),
    );
    const hit = this.entries[at];
    const entry = hit ?? { image, layer, cotangent: cotangent.slice(), gradient: tf.keep(compute()) };
    if (hit) this.entries.splice(at, 1);
    this.entries.push(entry);
    while (this.entries.length > this.capacity) this.entries.shift()?.gradient.dispose();
    return entry.gradient;
  }

  clear(): void {
    for (const entry of this.entries) entry.gradient.dispose();
    this.entries = [];
  }
}
