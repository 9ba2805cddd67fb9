import { isCount, isMark, looksLikePicture, sameOf } from './list-cells.ts';
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
import { picturePath, type SetPair } from './picture-set.ts';
import { wholeListProblems } from './why-no-pairs.ts';

/** A pair that a list names. */
export interface ListedPair extends SetPair {
  /** 1-based. */
  readonly line: number;
  /** What the list says of the two: of one class, of two, or nothing. */
  readonly same: boolean | null;
}

/** Which pairs a list names, and every line that is not used, with the reason. */
export interface PairList {
  readonly pairs: readonly ListedPair[];
  readonly problems: readonly string[];
}

/**
 * Reads a list of pairs as people have them: columns by commas, semicolons, tabs, bars or spaces, guessed; quotes, and
 * the brackets of programs; names in any two columns, told by which pictures there are; a column of labels (0/1,
 * same/different, …) anywhere; a header in any language; lines of LFW's `pairs.txt` (`name i j`, `name i name j`).
 *
 * @param index the pictures that names are looked up among
 */
export function readPairList(text: string, index: NameIndex): PairList {
  const plain = text.replace(/^\uFEFF/, '');
  const rows = listRows(plain, index);
  const problems: string[] = [];
  const pairs: ListedPair[] = [];
  const seen = new Map<string, Row>();
  const columns = nameColumns(rows, index);
  const labels = columns && labelColumn(rows, columns);
  // A note may stand above the header; a line that names a picture is none, though the name begins like one.
  const isNote = ({ text, cells }: Row) => NOTE.test(text) && !cells.some((cell) => index.find(cell));
  const head = rows.findIndex((row) => !isNote(row));
  rows.forEach((row, order) => {
    if (row.isHead) return;
    const lfw = lfwPair(row, index);
    const [i, j] = columns ?? [0, 1];
    const [a = '', b = ''] = lfw ?? [row.cells[i], row.cells[j]];
    const [first, second] = [index.find(a), index.find(b)];
    // The first line without a single known name is the header, or LFW's count of folds.
    if (order === head && !first && !second && rows.length > 1 && !row.cells.some(looksLikePicture)) {
      problems.push(`${whereOf(row)} is taken as the header: “${shorten(row.text)}”.`);
      return;
    }
    if (NOTE.test(row.text) && !first) return;
    // A number that counts the lines may be called like a picture by chance.
    const byChance = columns === null && lfw === null && first !== null && second !== null;
    if (a === '' || b === '' || byChance) {
      problems.push(`${whereOf(row)} does not name two pictures: “${shorten(row.text)}”.`);
      return;
    }
    const [one, two] = [onePicture(first, a, row, problems), onePicture(second, b, row, problems)];
    if (!one || !two) return;
    const key = `${picturePath(one)}\n${picturePath(two)}`;
    const before = seen.get(key);
    if (before !== undefined) {
      problems.push(`${whereOf(row)} repeats ${whereOf(before).toLowerCase()}; the pair counts once.`);
      return;
    }
    seen.set(key, row);
    if (one === two) problems.push(`${whereOf(row)} names one picture twice; it is a pair with itself.`);
    const same = lfw ? lfw.same : labels === null ? null : sameOf(row.cells[labels] ?? '');
    pairs.push({ line: row.line, a: one, b: two, same });
  });
  const more = columns && pairs.length > 0 ? furtherNames(rows, columns, index) : [];
  const whole = wholeListProblems(plain, rows, index, pairs.length, columns);
  // What is said of all lines need not be said of each.
  const each = whole.length > 0 && pairs.length === 0 ? [] : problems;
  return { pairs, problems: shownProblems([...whole, ...more, ...each]) };
}

/** Triplets and the like have more names a line than a pair has: those are not used, which is said. */
function furtherNames(rows: readonly Row[], columns: readonly number[], index: NameIndex): string[] {
  const body = rows.filter(({ isHead }) => !isHead).slice(0, PROBED);
  const width = Math.max(0, ...body.map(({ cells }) => cells.length));
  const cellsOf = (column: number) => body.map(({ cells }) => cells[column] ?? '');
  const further = Array.from({ length: width }, (_, column) => column).filter((column) => {
    if (columns.includes(column) || isMark(cellsOf(column).slice(1))) return false;
    return cellsOf(column).filter((cell) => cell !== '' && index.find(cell)).length > body.length / 2;
  });
  if (further.length === 0) return [];
  const counted = (all: readonly number[]) => all.map((column) => column + 1).join(' and ');
  return [
    `More than two columns name pictures: pairs are made of columns ${counted(columns)}, column ${counted(further)} is not used.`,
  ];
}

/**
 * The two columns in which most names are known; null where fewer than two have any. Numbers that a list counts or
 * labels its lines by may be names of pictures too (`1.jpg`): such a column is taken where no two others are left.
 */
function nameColumns(rows: readonly Row[], index: NameIndex): [number, number] | null {
  const counts = new Map<number, number>();
  const probed = rows.slice(0, PROBED);
  for (const { cells } of probed)
    cells.forEach((cell, column) => {
      if (cell !== '' && index.find(cell)) counts.set(column, (counts.get(column) ?? 0) + 1);
    });
  // The first line may be a header.
  const body = probed.length > 1 ? probed.slice(1) : probed;
  const meant = (column: number) => !isMark(body.map(({ cells }) => cells[column] ?? ''));
  const [first, second] = [...counts]
    // Of such numbers a few are always names where pictures are called so.
    .filter(([column, known]) => meant(column) || known > body.length / 2)
    .sort(([a, m], [b, n]) => Number(meant(b)) - Number(meant(a)) || n - m || a - b)
    .map(([column]) => column);
  if (first === undefined || second === undefined) return null;
  return first < second ? [first, second] : [second, first];
}

/**
 * The column, if any, whose every cell below the first line says same or different; one that counts the lines (0, 1)
 * where there is no other.
 */
function labelColumn(rows: readonly Row[], names: readonly number[]): number | null {
  const body = rows.slice(1, PROBED);
  const width = Math.max(0, ...rows.slice(0, PROBED).map(({ cells }) => cells.length));
  const found = Array.from({ length: body.length > 0 ? width : 0 }, (_, column) => column).filter(
    (column) => !names.includes(column) && body.every(({ cells }) => sameOf(cells[column] ?? '') !== null),
  );
  const counts = (column: number) => isCount(body.map(({ cells }) => cells[column] ?? ''));
  return found.find((column) => !counts(column)) ?? found[0] ?? null;
}

/** `name i j` or `name i name j`, with files called `name_0001` (LFW's README). */
function lfwPair(row: Row, index: NameIndex): ([string, string] & { same: boolean }) | null {
  // Spreadsheets fill up the lines of three with an empty cell.
  const cells = row.cells.at(-1) === '' ? row.cells.slice(0, -1) : row.cells;
  const [a, i, b, j] = cells;
  if (a === undefined || i === undefined || b === undefined || !/^\d{1,4}$/.test(i)) return null;
  const file = (name: string, number: string) => `${name}/${name}_${number.padStart(4, '0')}`;
  const pair: [string, string] | null =
    cells.length === 3 && /^\d{1,4}$/.test(b)
      ? [file(a, i), file(a, b)]
      : cells.length === 4 && j !== undefined && /^\d{1,4}$/.test(j)
        ? [file(a, i), file(b, j)]
        : null;
  if (!pair || index.find(a)) return null;
  return Object.assign(pair, { same: cells.length === 3 });
}
