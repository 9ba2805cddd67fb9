import {
  type ClusteredRow,
  clusterBootstrap,
  type Range,
  UNITS_FOR_VERDICT,
} from '../../core/faithfulness/cluster-bootstrap.ts';
import { shown } from './shown.ts';
import { MEASURES, type Numbers, type TableRun } from './table-run.ts';

/** The mean of one measure over the images of a table. */
export interface Mean {
  /** NaN where no image has the number. */
  readonly mean: number;
  /** 95 %; null below fifteen independent photographs. */
  readonly interval: Range | null;
  /** Photographs, or pairs that share none. */
  readonly units: number;
  /** Images that have the number. */
  readonly count: number;
}

export type Means = Readonly<Record<keyof Numbers, Mean>>;

const DRAWS = 2000;
const SEED = 1;

/**
 * Of every column, over the rows whose cell is done; photographs are drawn again, as in a set of pairs.
 *
 * @param whole false while the table still grows: then there are no intervals, which take long.
 */
export function tableMeans(
  { columns, rows }: Pick<TableRun, 'columns' | 'rows'>,
  whole = true,
): readonly Means[] {
  if (rows.length === 0) return [];
  const values = rows.map(({ cells }) =>
    columns.flatMap((_, c) => MEASURES.map(({ id }) => cells[c]?.numbers[id] ?? Number.NaN)),
  );
  const clustered = rows.map(({ row }, i): ClusteredRow => {
    const partner = row.against[0]!.picture;
    return { of: [row.of.subject, partner.subject], values: values[i]! };
  });
  const estimates = clusterBootstrap(clustered, { seed: SEED, draws: whole ? DRAWS : 0, family: [] });
  return columns.map(
    (_, c) =>
      Object.fromEntries(
        MEASURES.map(({ id }, m): [string, Mean] => {
          const at = c * MEASURES.length + m;
          const { mean, interval, units } = estimates[at]!;
          const count = values.filter((row) => !Number.isNaN(row[at]!)).length;
          return [
            id,
            { mean, interval: whole && units >= UNITS_FOR_VERDICT ? interval : null, units, count },
          ];
        }),
      ) as unknown as Means,
  );
}

/** A mean with its interval, and of how many images it is where not all have the number. */
export function meanWords(mean: Mean | undefined, images: number): string {
  if (!mean || mean.count === 0) return '–';
  const { interval, count } = mean;
  const range = interval ? ` [${shown(interval.low)}, ${shown(interval.high)}]` : '';
  return `${shown(mean.mean)}${range}${count < images ? ` (of ${count})` : ''}`;
}
