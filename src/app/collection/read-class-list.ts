import { isCount, looksLikePicture } from './list-cells.ts';
import {
  listRows,
  NOTE,
  onePicture,
  PROBED,
  type Row,
  shorten,
  shownProblems,
  whereOf,
} from './list-rows.ts';
import type { NameIndex } from './name-index.ts';
import type { SetPicture } from './picture-set.ts';

export interface ClassList {
  readonly classes: ReadonlyMap<SetPicture, string>;
  /** Every line that is not used, with the reason. */
  readonly problems: readonly string[];
}

/** How a column of classes is called. */
const CLASS =
  /^(class|classes|label|category|identity|person|subject|species|individual|target|folder)(_?(name|id))?$/i;
/**
 * A list that says of what class each picture is: a name and a class a line, in any order, read as leniently as a list
 * of pairs. With more columns the class is in the one that is called so, else in the first that holds no names.
 *
 * @param index the pictures that names are looked up among
 */
export function readClassList(text: string, index: NameIndex): ClassList {
  const rows = listRows(text.replace(/^\uFEFF/, ''), index, true);
  const classes = new Map<SetPicture, string>();
  const seen = new Map<SetPicture, Row>();
  const problems: string[] = [];
  const name = nameColumn(rows, index);
  const heads = headsOf(rows, name, index);
  const label = name === null ? null : classColumn(rows, name, heads);
  if (name !== null && label === null) {
    const counted = rows.some(({ cells }) => cells.length > 1);
    const problem = counted
      ? 'Beside the names of pictures this list has nothing but numbers that count its lines, so it says no classes.'
      : 'This list names pictures and nothing else, so it says no classes.';
    return { classes, problems: [problem] };
  }
  rows.forEach((row, order) => {
    if (row.isHead) return;
    const called = row.cells[name ?? 0]?.trim() ?? '';
    const found = index.find(called);
    if (order < heads) {
      problems.push(`${whereOf(row)} is taken as the header: “${shorten(row.text)}”.`);
      return;
    }
    if (NOTE.test(row.text) && !found) return;
    const picture = onePicture(found, called, row, problems);
    if (!picture) return;
    const said = label === null ? '' : (row.cells[label] ?? '').trim();
    const before = seen.get(picture);
    if (said === '') problems.push(`${whereOf(row)} names no class: “${shorten(row.text)}”.`);
    else if (before !== undefined)
      problems.push(
        `${whereOf(row)} names the picture of ${whereOf(before).toLowerCase()} again and is not used.`,
      );
    else {
      classes.set(picture, said);
      seen.set(picture, row);
    }
  });
  return { classes, problems: shownProblems(problems) };
}

/** How many lines stand above the first that names a picture: a header, and what some data sets have above it. */
function headsOf(rows: readonly Row[], name: number | null, index: NameIndex): number {
  if (name === null || rows[0]?.isHead) return 0;
  const first = rows.findIndex(({ cells }) => index.find(cells[name] ?? '') !== null);
  const above = rows.slice(0, first);
  return first <= MOST_HEADS && !above.some(({ cells }) => cells.some(looksLikePicture)) ? first : 0;
}

/** Lines that may stand above the first name; more are names that are not here. */
const MOST_HEADS = 2;

/** The column in which most different names are known; null where none is. A class may be called like a picture (`1`). */
function nameColumn(rows: readonly Row[], index: NameIndex): number | null {
  const known = new Map<number, Set<string>>();
  for (const { cells } of rows.slice(0, PROBED))
    cells.forEach((cell, column) => {
      if (cell !== '' && index.find(cell)) known.set(column, (known.get(column) ?? new Set()).add(cell));
    });
  return [...known].sort(([a, m], [b, n]) => n.size - m.size || a - b)[0]?.[0] ?? null;
}

/** The column that is called so, else the first beside the names that does not merely count the lines; null: none. */
function classColumn(rows: readonly Row[], name: number, heads: number): number | null {
  const head = rows[rows[0]?.isHead ? 0 : Math.max(0, heads - 1)]?.cells ?? [];
  const called = head.findIndex((cell, column) => column !== name && CLASS.test(cell.trim()));
  if (called >= 0) return called;
  const body = rows.slice(rows[0]?.isHead ? 1 : heads, PROBED);
  const width = Math.max(0, ...body.map(({ cells }) => cells.length));
  const counts = (column: number) => body.length > 2 && isCount(body.map(({ cells }) => cells[column] ?? ''));
  const columns = Array.from({ length: width }, (_, column) => column).filter((column) => column !== name);
  return columns.find((column) => !counts(column)) ?? null;
}
