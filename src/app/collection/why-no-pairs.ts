import { looksLikePicture } from './list-cells.ts';
import { type Row, shorten } from './list-rows.ts';
import type { NameIndex } from './name-index.ts';

/** How many rows are looked at for a reason that all of them share. */
const LOOKED_AT = 2000;

const isForeign = (text: string): boolean => /[^\0-\u007f]/.test(text);

/**
 * What is wrong with a list as a whole, where one thing is, with what helps: no lines of text, names that are not here,
 * one name a line, letters that were saved otherwise than they were read.
 */
export function wholeListProblems(
  text: string,
  rows: readonly Row[],
  index: NameIndex,
  pairs: number,
  columns: readonly number[] | null,
): string[] {
  if (text.startsWith('PK\u0003\u0004'))
    return [
      'This is a workbook or an archive, not text. Open it in its program, save the sheet as CSV (UTF-8), and open that.',
    ];
  const looked = rows.slice(0, LOOKED_AT).filter(({ isHead }) => !isHead);
  if (looked.length === 0 || index.size === 0) return [];
  const cells = looked.flatMap((row) => row.cells.filter((cell) => cell !== ''));
  const known = new Set(cells.filter((cell) => index.find(cell)));
  return [
    ...(pairs > 0 ? [] : known.size === 0 ? [noneKnown(cells, index)] : columns ? [] : [oneEach(known)]),
    ...encoding(looked, known, index),
  ];
}

function noneKnown(cells: readonly string[], index: NameIndex): string {
  const first = cells.find(looksLikePicture) ?? cells[0] ?? '';
  return `None of the names in this list is that of a picture in this set: the list has “${shorten(first)}”, the set “${shorten(index.example)}”. Choose the pictures that the list is of, or write their names as they are in the set.`;
}

function oneEach(known: ReadonlySet<string>): string {
  const [first = ''] = [...known].filter(looksLikePicture).concat(...known);
  return `This list names one picture a line, such as “${shorten(first)}”, and a pair takes two. If it says of what class each is, open it in “Gallery” with “Open a list of classes”.`;
}

/** Names with letters beyond ASCII of which none is found, in a set that has such names, or that could not be read. */
function encoding(rows: readonly Row[], known: ReadonlySet<string>, index: NameIndex): string[] {
  const named = new Set(
    rows.flatMap(({ cells }) => cells.flatMap((cell, column) => (known.has(cell) ? [column] : []))),
  );
  const isName = (_: string, column: number) => named.size === 0 || named.has(column);
  const [head, ...others] = rows;
  const isHeader = head && !head.cells.some((cell) => known.has(cell) || looksLikePicture(cell));
  const foreign = (isHeader ? others : rows).flatMap(({ cells }) => cells.filter(isName).filter(isForeign));
  const [first] = foreign;
  const wrong = index.hasForeign || foreign.some((cell) => cell.includes('\ufffd'));
  if (first === undefined || !wrong || foreign.some((cell) => known.has(cell))) return [];
  return [
    `No name with letters such as those of “${shorten(first)}” is found: the list may have been saved in another encoding than any that was tried. Save it as UTF-8 and open it again.`,
  ];
}
