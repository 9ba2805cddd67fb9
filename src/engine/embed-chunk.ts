/**
 * Pictures embedded at a time: enough to keep a backend busy, few enough to stop within a fraction of a second.
 * The client deals them out to its workers in chunks of this size, so that equal requests form equal batches and
 * give equal digits, however many workers there are.
 */
export const EMBED_CHUNK = 8;
