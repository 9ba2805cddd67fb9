import { DEFAULT_READING } from '../core/cis/index.ts';
import { sameExtent } from '../core/extent.ts';
import { METHODS } from '../core/methods/index.ts';
import { SCOPES } from '../core/methods/scopes.ts';
import { smoothingBarred } from '../core/methods/smoothing.ts';
import { BUILT_IN, modelCard } from '../core/models/index.ts';
import { SHIPPED, SHIPPED_CLASS, SHIPPED_COUNTERS } from './against/image-group.ts';
import type { Display, Settings } from './state.ts';

const { objects } = BUILT_IN;

export const DEFAULT_SETTINGS: Settings = {
  model: 'objects',
  size: objects.input.defaultSize,
  fit: 'stretch',
  layer: objects.defaultLayer,
  metric: 'cosine',
  method: 'sfam',
  reading: DEFAULT_READING.id,
  scope: 'final',
  smooth: false,
  against: 'none',
  references: SHIPPED.hash,
  examples: SHIPPED_CLASS.hash,
  counters: SHIPPED_COUNTERS.hash,
  backend: null,
};

/**
 * What the bare page opens with; no link's meaning depends on it. Against other images, by the gradient reading: with the
 * network and the metric that the page opens with it is ahead of mean activation and of noise there, where no plain
 * reading is (docs/readings.md).
 */
export const OPENING_SETTINGS: Settings = { ...DEFAULT_SETTINGS, against: 'references', reading: 'gradient' };

export const DEFAULT_DISPLAY: Display = {
  opacity: 0.6,
  colormap: 'viridis',
  range: 'shared',
  lock: null,
  sign: 'both',
  interpolation: 'smooth',
  showing: 'map',
};

export interface Reconciled {
  readonly settings: Settings;
  /** What had to give way, in words, or null. */
  readonly notice: string | null;
}

/**
 * Applies a change and makes the rest follow, so that settings always name something that exists: the newest
 * choice wins, and the user is told what changed with it.
 */
export function reconcile(current: Settings, change: Partial<Settings>): Reconciled {
  let next: Settings = { ...current, ...change };
  const notices: string[] = [];
  const card = modelCard(next.model);
  // The card's own extents, so that equal sizes are one object.
  const size = card.input.sizes.find((one) => sameExtent(one, next.size)) ?? card.input.defaultSize;
  if (size !== next.size) next = { ...next, size };
  if (!card.layers.some((layer) => layer.node === next.layer)) next = { ...next, layer: card.defaultLayer };

  const method = METHODS[next.method];
  const onlyScope = method.uses.scopes.length === 1 ? method.uses.scopes[0] : undefined;
  if (onlyScope !== undefined && next.scope !== onlyScope) {
    next = { ...next, scope: onlyScope };
    if (method.uses.metric) notices.push(`${method.label} explains ${SCOPES[onlyScope].words} only.`);
  }
  const barred = next.smooth ? smoothingBarred(method) : null;
  if (barred !== null) {
    next = { ...next, smooth: false };
    notices.push(barred);
  }
  return { settings: next, notice: notices.length > 0 ? notices.join(' ') : null };
}

/**
 * Equal settings give equal numbers. Name by name, since every change of anything asks this some ten times: as texts
 * they took a fourth of a toggle.
 */
export function sameSettings(a: Partial<Settings>, b: Partial<Settings>): boolean {
  if (a === b) return true;
  const names = Object.keys(a) as (keyof Settings)[];
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) =>
    name === 'size' && a.size && b.size ? sameExtent(a.size, b.size) : a[name] === b[name],
  );
}
