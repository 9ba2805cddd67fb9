/** What a foreign file may ask for at most. Real networks stay far below; each is there to stop one kind of bomb. */
export const LIMITS = {
  /** Bytes of all files together: weights, their packed copy and the graph have to fit a tab. */
  bytes: 1_500_000_000,
  nodes: 50_000,
  initialisers: 50_000,
  /** Attributes of one node. */
  attributes: 64,
  /** Inputs or outputs of one node. */
  arity: 4096,
  /** Bytes of one name or text. */
  text: 16_384,
  /** Nested messages. */
  depth: 32,
  /** Axes of a tensor. */
  rank: 8,
  /** Values in one constant that is computed while importing. */
  folded: 1 << 24,
  /** Values of one tensor while the network runs, for one image: 1 GB. */
  values: 1 << 28,
  /** Bytes that have to be held at once while it runs, for one image. */
  peakBytes: 1_500_000_000,
  /** Multiply-adds for one image. */
  multiplyAdds: 500_000_000_000,
} as const;
