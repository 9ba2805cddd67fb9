/** What the decoder takes on. */
export const LIMITS = {
  /** Width × height; a picture of this size needs 256 MB while it is read. */
  pixels: 64e6,
  /** File size; a picture within the limit above is smaller in every format but padded ones. */
  fileBytes: 512e6,
  /** Browsers differ (16,384 to 65,535); named only when decoding has failed. */
  side: 16384,
  /** Long side of the preview. */
  previewSide: 1024,
  /** Read to tell the format and the size; the rest only when that looks good. */
  headBytes: 1 << 20,
} as const;
