export type ThoroughnessId = 'quick' | 'standard' | 'thorough';

/** How much work a test is given. */
export interface Thoroughness {
  readonly label: string;
  /** Points of a curve, less one. */
  readonly steps: number;
  /** Scrambled maps to compare with. */
  readonly scrambled: number;
}

/** 19 scrambled maps: one that knows nothing beats all of them one time in twenty, the usual bar. */
export const THOROUGHNESS: Readonly<Record<ThoroughnessId, Thoroughness>> = {
  quick: { label: 'Quick', steps: 8, scrambled: 9 },
  standard: { label: 'Standard', steps: 16, scrambled: 19 },
  thorough: { label: 'Thorough', steps: 32, scrambled: 39 },
};

/**
 * Images through the network: both curves share their ends, each contender has one masked copy, both images.
 * @param partners other partners whose maps are tested too.
 */
export function copiesNeeded({ steps, scrambled }: Thoroughness, partners: number): number {
  return 2 * (scrambled + partners + 2) * (2 * steps + 1);
}
