import type { NameIndex } from './name-index.ts';
import type { SetPicture } from './picture-set.ts';
import { onePicture, type Row, readRows, shorten } from './read-pair-list.ts';

export interface ClassList {
  readonly classes: ReadonlyMap<SetPicture, string>;
  /** Every line that is not used, with the reason. */
  readonly problems: readonly string[];
}

/** How a column of classes is called. */
const CLASS =
  /^(class|classes|label|category|identity|person|subject|species|individual|target|folder)(_?(name|id))?$/i;
/** As many problems as anybody reads; the rest is counted. */
const SHOWN = 50;

/**
 * A list that says of what class each picture is: a name and a class a line, in any order, read as leniently as a list
 * of pairs. With more columns the class is in the one that is called so, else in the first that holds no names.
 *
 * @param index the pictures that names are looked up among
 */
export function readClassList(text: string, index: NameIndex): ClassList {
  const rows = readRows(text.replace(/^\uFEFF/, ''), index);
  const classes = new Map<SetPicture, string>();
  const lines = new Map<SetPicture, number>();
  const problems: string[] = [];
  const name = nameColumn(rows, index);
  const label = name === null ? null : classColumn(rows, name);
  rows.forEach((row, order) => {
    const called = row.cells[name ?? 0]?.trim() ?? '';
    const found = index.find(called);
    if (order === 0 && !found && rows.length > 1) {
      problems.push(`Line ${row.line} is taken as the header: “${shorten(row.text)}”.`);
      return;
    }
    if (row.text.trim().startsWith('#') && !found) return;
    const picture = onePicture(found, called, row.line, problems);
    if (!picture) return;
    const said = label === null ? '' : (row.cells[label] ?? '').trim();
    const before = lines.get(picture);
    if (said === '') problems.push(`Line ${row.line} names no class: “${shorten(row.text)}”.`);
    else if (before !== undefined)
      problems.push(`Line ${row.line} names the picture of line ${before} again and is not used.`);
    else {
      classes.set(picture, said);
      lines.set(picture, row.line);
    }
  });
  const shown = problems.slice(0, SHOWN);
  if (problems.length > SHOWN) shown.push(`${problems.length - SHOWN} more lines are not used.`);
  return { classes, problems: shown };
}

/** The column in which most different names are known; null where none is. A class may be called like a picture (`1`). */
function nameColumn(rows: readonly Row[], index: NameIndex): number | null {
  const known = new Map<number, Set<string>>();
  for (const { cells } of rows.slice(0, 200))
    cells.forEach((cell, column) => {
      if (cell !== '' && index.find(cell)) known.set(column, (known.get(column) ?? new Set()).add(cell));
    });
  return [...known].sort(([a, m], [b, n]) => n.size - m.size || a - b)[0]?.[0] ?? null;
}

function classColumn(rows: readonly Row[], name: number): number {
  const called = rows[0]?.cells.findIndex((cell, column) => column !== name && CLASS.test(cell.trim())) ?? -1;
  return called >= 0 ? called : name === 0 ? 1 : 0;
}
