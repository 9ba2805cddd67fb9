import { citationOf } from '../../app/citation-of.ts';
import { pooledLayer } from '../../app/classifier/class-map.ts';
import type { Head } from '../../app/classifier/head.ts';
import { oneMap } from '../../app/one-map.ts';
import { reconcile } from '../../app/settings.ts';
import type { Settings } from '../../app/state.ts';
import { READINGS } from '../../core/cis/index.ts';
import { CLASS_METHODS, type ClassMethodId } from '../../core/classifier/class-methods.ts';
import { citation } from '../../core/methods/citation.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { Method, MethodId } from '../../core/methods/method.ts';

interface AnyColumn {
  /** Of the column; stands in the CSV. */
  readonly id: string;
  readonly label: string;
  readonly settings: Settings;
  /** Whom to cite, a sentence; empty where there is nobody. */
  readonly citation: string;
}

/** What a classifier's maps are put to the test by; those of a pair are by the pair's score. */
export type JudgeId = 'class' | 'pair';

/** A way to make a map of an image against others, with everything that decides it. */
export interface MethodColumn extends AnyColumn {
  readonly kind: 'method';
  readonly method: MethodId;
}

/** A way to make a map of an image alone, for the class that a classifier finds in it. */
export interface ClassColumn extends AnyColumn {
  readonly kind: 'class';
  readonly method: ClassMethodId;
  readonly head: Head;
  readonly judge: JudgeId;
}

export type Column = MethodColumn | ClassColumn;

export const isJudgedByClass = (column: Column): boolean =>
  column.kind === 'class' && column.judge === 'class';

/** What a user ticks: a method of the registry, or one of a classifier. */
export type ColumnId = MethodId | `class:${ClassMethodId}`;

/** The systems that the SFAM paper sets side by side, as far as no class is needed, and the control that knows no pair. */
export const FIRST_CHOICE: readonly ColumnId[] = [
  'sfam',
  'grad-cam',
  'grad-cam-plus-plus',
  'relevance-cam',
  'mean-activation',
];

/** Those of a classifier come first, as in the paper, then methods in the order of the registry. */
export function columnsOf(
  chosen: readonly ColumnId[],
  settings: Settings,
  head: Head | null,
  judge: JudgeId,
): Column[] {
  const ofClass = head === null ? [] : classColumns(settings, head, judge);
  const ofPair = Object.values<Method>(METHODS).map((method): MethodColumn => {
    const { id, label, uses } = method;
    const own = reconcile(settings, { method: id, against: 'none' }).settings;
    const reading = uses.reading ? `, ${READINGS[own.reading].label.toLowerCase()}` : '';
    return {
      kind: 'method',
      id,
      method: id,
      label: `${label}${reading}${own.smooth ? ', smoothed' : ''}`,
      settings: own,
      citation: citationOf(own),
    };
  });
  const wanted = <T extends Column>(columns: readonly T[]) =>
    columns.filter(({ id }) => (chosen as readonly string[]).includes(id));
  return [...wanted(ofClass), ...wanted(ofPair).map(withTwin)];
}

/** A map that stands in an earlier column under another name says so: two that must agree are no two votes. */
function withTwin(column: MethodColumn, index: number, all: readonly MethodColumn[]): MethodColumn {
  const twin = all.slice(0, index).find(({ settings }) => oneMap(column.settings, settings));
  return twin ? { ...column, label: `${column.label} (one map with ${twin.label})` } : column;
}

/** CAM is left out where the embedding is no mean over places. */
export function classColumns(settings: Settings, head: Head, judge: JudgeId): ClassColumn[] {
  const pooled = pooledLayer(settings.model);
  return Object.values(CLASS_METHODS).flatMap((method): ClassColumn[] => {
    const { id, label, lastOnly } = method;
    if (lastOnly && !pooled) return [];
    return [
      {
        kind: 'class',
        id: `class:${id}`,
        method: id,
        label: `${label} of a class`,
        settings: { ...settings, against: 'none', ...(lastOnly && { layer: pooled!.node }) },
        citation: citation(method),
        head,
        judge,
      },
    ];
  });
}
