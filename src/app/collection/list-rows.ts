import Papa from 'papaparse';
import { dataRows } from './data-rows.ts';
import type { Found, NameIndex } from './name-index.ts';
import { picturePath, type SetPicture } from './picture-set.ts';

/** One line of a list, or one entry of a list that is data, cut into its cells. */
export interface Row {
  /** What it is called, `Line` or `Entry`, and which, from 1. */
  readonly kind: 'Line' | 'Entry';
  readonly line: number;
  readonly text: string;
  readonly cells: readonly string[];
  /** It holds the names of the columns, and is no line of the file. */
  readonly isHead?: true;
}

/** Also those that Chinese, Japanese and Arabic keyboards type, and what programs write between two names. */
const SEPARATORS = [',', ';', '\t', '|', '，', '；', '、', '،', ' ', '=', ':', '&', '\u0001', '->'];

/** All that Unicode and spreadsheets end a line with. */
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/**
 * What is no pair though it is cut like one: a comment, Excel's own line, the line below the head of a Markdown table, a
 * bracket that opens or closes a list, a line that SQL or another program begins so.
 */
export const NOTE = /^\s*(#|\/\/|\/\*|\*|%|--|;\s|!|'\s|REM\s|<!--|"?sep=.{1,3}$|[-|:+\s]+$|[[\](){},;]+$)/i;

/** As many letters as a line can have that says anything of a pair. */
const LONGEST = 20_000;

/** How many rows are looked at to see which columns hold names. */
export const PROBED = 200;

/**
 * Lines cut into cells by the separator under which most of them name pictures; the entries of a list that is data.
 *
 * @param grouped as in {@link dataRows}.
 */
export function listRows(text: string, index: NameIndex, grouped = false): Row[] {
  const data = dataRows(text, (name) => isExact(index.find(name), name), grouped);
  if (data) {
    const rows = data.rows.map(
      (cells, i): Row => ({
        kind: 'Entry',
        line: i + 1,
        text: cells.join(', '),
        cells: cells.map((cell) => bare(cell, index)),
      }),
    );
    const { head } = data;
    return head ? [{ kind: 'Entry', line: 0, text: '', cells: head, isHead: true }, ...rows] : rows;
  }
  const lines = linesOf(text).flatMap(({ line, text }) => parted(text).map((part) => ({ line, text: part })));
  const filled = lines
    .filter((line) => line.text.trim() !== '')
    .map((line) => (line.text.length > LONGEST ? { ...line, text: line.text.slice(0, LONGEST) } : line));
  const cut = (line: { line: number; text: string }, separator: string): Row => ({
    ...line,
    kind: 'Line',
    cells: (separator === ' ' ? words(line.text, index) : fields(line.text, separator)).map((cell) =>
      bare(cell, index),
    ),
  });
  const probed = filled.slice(0, PROBED);
  const scores = SEPARATORS.map((separator) =>
    scoreOf(
      probed.map((line) => cut(line, separator)),
      index,
    ),
  );
  const best = SEPARATORS[scores.indexOf(scores.reduce((a, b) => (isBetter(b, a) ? b : a)))]!;
  // Where a line has nothing of the common separator, its own one counts.
  return filled.map((line) => {
    const row = cut(line, best);
    if (row.cells.length > 1) return row;
    return SEPARATORS.map((separator) => cut(line, separator)).find(({ cells }) => cells.length > 1) ?? row;
  });
}

/** How well lines are cut: names that are found, those of them that are a picture's path as it stands, lines in parts. */
type Score = readonly [found: number, exact: number, parted: number];

function scoreOf(rows: readonly Row[], index: NameIndex): Score {
  let [found, exact, parted] = [0, 0, 0];
  for (const { cells } of rows) {
    if (cells.length > 1) parted += 1;
    for (const cell of cells) {
      const known = index.find(cell);
      if (known) found += 1;
      if (isExact(known, cell)) exact += 1;
    }
  }
  return [found, exact, parted];
}

/** Is what was found for a name a picture whose path ends so, letter by letter? */
const isExact = (found: Found, name: string): boolean =>
  found !== null && 'picture' in found && picturePath(found.picture).endsWith(name);

function isBetter(one: Score, other: Score): boolean {
  const at = one.findIndex((value, i) => value !== other[i]);
  return at >= 0 && one[at]! > other[at]!;
}

/** As many lines as a field in quotes may run over. */
const LONGEST_FIELD = 50;
const OPENS = /(^|[,;\t|])\s*"[^"]*$/;
const CLOSES = /^[^"]*"\s*([,;\t|]|$)/;

/** The lines of a text, from 1; a field in quotes that runs over several is on the first of them. */
function linesOf(text: string): { readonly line: number; readonly text: string }[] {
  const lines = text.split(LINE_END);
  const found: { line: number; text: string }[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    let end = at;
    if (line.includes('"') && OPENS.test(line.replace(/"[^"]*"/g, ''))) {
      const ahead = lines.slice(at + 1, at + LONGEST_FIELD).findIndex((next) => next.includes('"'));
      if (ahead >= 0 && CLOSES.test(lines[at + 1 + ahead]!)) end = at + 1 + ahead;
    }
    const whole = end === at ? line : lines.slice(at, end + 1).join(' ');
    found.push({ line: at + 1, text: whole });
    at = end;
  }
  return found;
}

/** The entries of a line that holds a whole list, `[["a", "b"], ["c", "d"]]`; any other line itself. */
const parted = (line: string): string[] =>
  /^\s*[[({]{2}/.test(line) ? line.split(/(?<=[\])}])\s*,\s*(?=[[({])/) : [line];

/** Nothing stands around such a name. */
const PLAIN = /^[\w/\\-]([\w/\\.-]*\w)?$/;

/** A cell without what a name is wrapped in, unless that belongs to the name. */
function bare(cell: string, index: NameIndex): string {
  if (PLAIN.test(cell)) return cell;
  const inside = unwrap(cell);
  if (inside === cell || index.find(cell)) return cell;
  return inside;
}

/** What may stand around a name: a comment behind it, `pairs = [` before the first of a program's. */
const AROUND = /\s+(#|\/\/|--|%|\/\*).*$|^[\w.]+\s*=\s*(?=[[({])/g;

/** Without brackets, quotes of any kind, a formula's sign, a key of JSON (`"a": `) and signs that end a word. */
const unwrap = (cell: string): string =>
  cell
    .replace(AROUND, '')
    .replace(/^[[({\s=]+/, '')
    .replace(/^["']?\w+["']\s*:\s*/, '')
    .replace(/^[\s"'`“”„‘’«»]+|[\s"'`“”‘’«»\])},;:،，；….]+$/g, '');

/** As many words as a name is put together from. */
const MOST_WORDS = 8;

/** Words between spaces; quotes, a backslash before the space, or a picture that is called so keep several together. */
function words(line: string, index: NameIndex): string[] {
  const parts = (line.match(/"[^"]*"|(?:\\ |\S)+/g) ?? []).map((word) =>
    word.replace(/^"(.*)"$/, '$1').replaceAll('\\ ', ' '),
  );
  const found: string[] = [];
  for (let at = 0; at < parts.length; ) {
    let count = 1;
    // Only of a line that has more words than two names.
    if (parts.length > 2 && !index.find(unwrap(parts[at]!)))
      for (let n = Math.min(MOST_WORDS, parts.length - at); n > 1 && count === 1; n--) {
        const name = unwrap(parts.slice(at, at + n).join(' '));
        if (isExact(index.find(name), name)) count = n;
      }
    found.push(parts.slice(at, at + count).join(' '));
    at += count;
  }
  return found;
}

function fields(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator).map((cell) => cell.trim());
  const { data } = Papa.parse<string[]>(line, { delimiter: separator, header: false });
  const [cells = []] = data;
  // A quote that is never closed would hold the whole line.
  const read = cells.length === 1 && /^[^"]*"[^"]*$/.test(line) ? line.split(separator) : cells;
  return read.map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .replaceAll('""', '"'),
  );
}

/** Which line or entry a row is, in words. */
export const whereOf = ({ kind, line }: Pick<Row, 'kind' | 'line'>): string => `${kind} ${line}`;

/** The picture that a name stands for; where there is none, or more than one, that is a problem of the row. */
export function onePicture(found: Found, name: string, row: Row, problems: string[]): SetPicture | null {
  if (found && 'picture' in found) return found.picture;
  problems.push(
    found
      ? `${whereOf(row)}: ${found.several.length} pictures could be “${shorten(name)}” (${found.several
          .slice(0, 3)
          .map(picturePath)
          .join(', ')}); write the folder too.`
      : `${whereOf(row)}: there is no picture “${shorten(name)}”.`,
  );
  return null;
}

/** As much of a line as a message has room for, without what cannot be seen. */
export function shorten(text: string): string {
  return text
    .trim()
    .slice(0, 60)
    .replace(/\p{Cc}/gu, ' ');
}

/** As many problems as anybody reads; the rest is counted. */
const SHOWN = 50;

/** Problems for the page. */
export function shownProblems(problems: readonly string[]): readonly string[] {
  if (problems.length <= SHOWN) return problems;
  return [...problems.slice(0, SHOWN), `${problems.length - SHOWN} more remarks like these are not shown.`];
}
