import { createStore, type StoreApi } from 'zustand/vanilla';
import { modelCard } from '../../core/models/index.ts';
import type { ModelId } from '../../core/models/model.ts';
import type { Services } from '../services.ts';
import type { Head } from './head.ts';
import { ownClassifier } from './own-classifiers.ts';

/** Layers that stand on networks, by the network's sha-256; they are gone with the tab. */
export interface Heads {
  /** Fitted here or read from a file. */
  readonly fitted: ReadonlyMap<string, Head>;
  /** Names that the user gave to the classes of a network's own layer. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** Fitted ones whose weights have left the page as a file. */
  readonly saved: ReadonlySet<Head>;
  /** Networks whose own layer is used although there is a fitted one. */
  readonly preferOwn: ReadonlySet<string>;
}

class HeadStore {
  readonly state: StoreApi<Heads> = createStore(() => ({
    fitted: new Map(),
    names: new Map(),
    saved: new Set(),
    preferOwn: new Set(),
  }));
}

export const headsOf = (services: Pick<Services, 'one'>): StoreApi<Heads> =>
  services.one(HeadStore, () => new HeadStore()).state;

/** The fully connected layer that came with the network; null where there was none behind its embedding. */
export function ownHead({ names }: Pick<Heads, 'names'>, model: ModelId): Head | null {
  const { sha256 } = modelCard(model);
  const own = ownClassifier(sha256);
  if (!own) return null;
  const given = names.get(sha256);
  const classes = Array.from({ length: own.classes }, (_, t) => given?.[t] ?? `class ${t}`);
  const { weights, bias } = own;
  return { kind: 'network', classifier: { classes, weights, bias }, network: sha256, facts: null };
}

/** The layer whose classes are explained; null where the network has no classifier. */
export function headIn(heads: Heads, model: ModelId): Head | null {
  const { sha256 } = modelCard(model);
  const fitted = heads.fitted.get(sha256);
  return fitted && !heads.preferOwn.has(sha256) ? fitted : (ownHead(heads, model) ?? fitted ?? null);
}

/** A layer that was fitted here and is nowhere else. */
export function hasUnsavedHead({ fitted, saved }: Pick<Heads, 'fitted' | 'saved'>): boolean {
  return [...fitted.values()].some((head) => head.file === undefined && !saved.has(head));
}
