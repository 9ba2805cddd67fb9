/** What sets two vectors apart under a metric, in its own closed form; of one image, whose vector is `x`. */
export interface Apart {
  /** One non-negative part per channel, `[K]`: 0 everywhere for vectors that agree but for rounding (`sameFeatures`). */
  readonly parts: Float64Array;
  /** Above 0 where x has more of the channel (of its length, for cosine), `[K]`. */
  readonly excess: Float64Array;
  /**
   * Weights that draw the parts over places, `[K]`: `Σ_k pull_k A[p,k]` is negative where a place pulls the pair
   * apart. Both images together: `x · pull(x, y) + y · pull(y, x) = −Σ parts`.
   */
  readonly pull: Float64Array;
}
