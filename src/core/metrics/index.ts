import { cosine } from './cosine.ts';
import { euclidean } from './euclidean.ts';
import type { Metric } from './metric.ts';

/** Every metric, in the order the page offers them. */
export const METRICS = { cosine, euclidean } satisfies Record<string, Metric>;
