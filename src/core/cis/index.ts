import { contribution } from './contribution.ts';
import { gradient } from './gradient.ts';
import { normalized } from './normalized.ts';
import type { Reading } from './reading.ts';

/** Every reading of the CIS, the default first. */
export const READINGS = { contribution, normalized, gradient } satisfies Record<string, Reading>;

/** Where nobody chose one. */
export const DEFAULT_READING: Reading = READINGS.contribution;
