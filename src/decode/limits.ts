/** What the decoder takes on. */
export const LIMITS = {
  /** Width × height, of every frame; a picture of this size needs 256 MB while it is read. */
  pixels: 64e6,
  /** Longest side: a row of 16-bit colour with opacity is then 8 MB. */
  longest: 1e6,
  /** File size; a picture within the limit above is smaller in every format but padded ones. */
  fileBytes: 512e6,
  /** Browsers differ (16,384 to 65,535); named only when decoding has failed. */
  side: 16384,
  /** Long side of the preview. */
  previewSide: 1024,
  /** Read to tell the format and the size; the rest only when that looks good. */
  headBytes: 1 << 20,
  /** Chunks of a PNG; writers make some thousands of a large picture. */
  chunks: 100_000,
  /** Frames of an animation, of which only the first is used. */
  frames: 10_000,
  /** Scans of a JPEG; each goes over the whole picture, and writers make about ten. */
  scans: 500,
} as const;
