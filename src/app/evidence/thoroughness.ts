export type ThoroughnessId = 'quick' | 'standard' | 'thorough';

/** How much work a test is given. */
export interface Thoroughness {
  readonly label: string;
  /** Points of a curve, less one. */
  readonly steps: number;
  /** Random orders to compare with. */
  readonly orders: number;
}

/** 19 orders: luck alone beats all of them one time in twenty, the usual bar. */
export const THOROUGHNESS: Readonly<Record<ThoroughnessId, Thoroughness>> = {
  quick: { label: 'Quick', steps: 8, orders: 9 },
  standard: { label: 'Standard', steps: 16, orders: 19 },
  thorough: { label: 'Thorough', steps: 32, orders: 39 },
};

/** Images through the network: both curves share their ends, each contender has one masked copy, both images. */
export function copiesNeeded({ steps, orders }: Thoroughness): number {
  return 2 * (orders + 2) * (2 * steps + 1);
}
