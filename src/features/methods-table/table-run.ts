import type { MapData, Settings } from '../../app/state.ts';
import type { OpenInfo } from '../../engine/api.ts';
import type { Column, JudgeId } from './columns.ts';
import type { Region } from './regions.ts';
import type { RowSource, TableRow } from './rows.ts';

/** The numbers of one map of one image. */
export interface Numbers {
  /** `max(0, O − O_masked)`, in units of the score; of a class's probability the share that is lost. */
  readonly drop: number;
  /** 1 where the score rose when the image was masked by its map, else 0. */
  readonly increase: number;
  /** Areas under the curves. */
  readonly insertion: number;
  readonly deletion: number;
  /** null: no region, or no value above zero. */
  readonly pointing: number | null;
  readonly energy: number | null;
}

export interface Cell {
  readonly map: MapData;
  /** Of a classifier’s map: the class that it is of, the predicted one. */
  readonly target?: string;
  /** Of the untouched image, by what judges the column: the pair's score, or that class's probability. */
  readonly score: number;
  readonly numbers: Numbers;
}

export interface DoneRow {
  readonly row: TableRow;
  /** What the network saw, `[h, w, 3]`. */
  readonly pixels: Uint8Array;
  /** Of the image with what it is explained against. */
  readonly score: number;
  readonly region: Region | null;
  /** Share of the picture inside the region. */
  readonly area: number | null;
  /** One a column, as far as they are done. */
  readonly cells: readonly Cell[];
}

/** A table and everything that it is labelled from. */
export interface TableRun {
  readonly source: RowSource;
  readonly settings: Settings;
  readonly steps: number;
  readonly columns: readonly Column[];
  readonly rows: readonly DoneRow[];
  /** That there are to be. */
  readonly total: number;
  readonly engine: OpenInfo;
}

/** Rows that are drawn, on the page and in the figure; means and CSV have all. */
export const DRAWN = 24;

/** That only some rows are drawn, in words; null where all are. */
export const drawnWords = ({ rows }: Pick<TableRun, 'rows'>): string | null =>
  rows.length > DRAWN ? `Drawn are the first ${DRAWN} of ${rows.length} rows; the means are of all.` : null;

/** A number of the table, wherever it is shown or written. */
export interface Measure {
  readonly id: keyof Numbers;
  readonly label: string;
  readonly short: string;
  readonly better: 'higher' | 'lower';
  readonly hint: string;
}

export const MEASURES: readonly Measure[] = [
  {
    id: 'insertion',
    label: 'Insertion',
    short: 'ins',
    better: 'higher',
    hint: 'Area under the score while pixels come back out of the blur, those with the greatest values first (Petsiuk et al. 2018).',
  },
  {
    id: 'deletion',
    label: 'Deletion',
    short: 'del',
    better: 'lower',
    hint: 'Area under the score while pixels are blurred away, those with the greatest values first (Petsiuk et al. 2018).',
  },
  {
    id: 'drop',
    label: 'Average drop',
    short: 'drop',
    better: 'lower',
    hint: 'What the score loses, in its own units, when the map masks its image (after Chattopadhay et al., Grad-CAM++, 2018, who divide by the class’s score; so is done here where a class’s probability judges).',
  },
  {
    id: 'increase',
    label: 'Increase',
    short: 'rise',
    better: 'higher',
    hint: 'Share of images whose score rises when the map masks its image (“increase in confidence” of Grad-CAM++, here of whatever score judges the map).',
  },
  {
    id: 'pointing',
    label: 'Pointing game',
    short: 'point',
    better: 'higher',
    hint: 'Share of images whose greatest value lies inside the region (Zhang et al. 2018).',
  },
  {
    id: 'energy',
    label: 'Energy inside',
    short: 'in',
    better: 'higher',
    hint: 'Share of what is above zero that lies inside the region (Wang et al., Score-CAM, 2020).',
  },
];

/** How a map masks its image, for every place that shows a drop. */
export const MASKED_BY =
  'Masked: each pixel fades towards the blurred image by one minus the map, scaled from its least to its greatest value to 0–1.';

/** What a classifier's maps are beside the others, by what judges them. */
export const CLASS_WORDS: Readonly<Record<JudgeId, string>> = {
  class:
    'Maps of a class are of one image alone, for the class that the classifier finds in it, never smoothed, and are judged by the probability of that class; their drop is the share of it that is lost, as published. All other columns are judged by the pair’s score, so their numbers and these cannot be compared; pointing game and energy can.',
  pair: 'Maps of a class are of one image alone, for the class that the classifier finds in it, never smoothed; they know nothing of the pair, and are judged by its score all the same.',
};

/** The words for the class columns of a table; null where it has none. */
export function classWords(columns: readonly Column[]): string | null {
  const first = columns.find((column) => column.kind === 'class');
  return first ? CLASS_WORDS[first.judge] : null;
}
