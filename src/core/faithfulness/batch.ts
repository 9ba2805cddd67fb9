/** Masked copies scored at a time: a few megabytes, and two engine chunks, so that two workers share them. */
export const BATCH = 16;
