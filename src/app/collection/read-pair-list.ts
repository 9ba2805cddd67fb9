import Papa from 'papaparse';
import type { Found, NameIndex } from './name-index.ts';
import { picturePath, type SetPair, type SetPicture } from './picture-set.ts';

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

/** One line of a list, cut into its cells. */
export interface Row {
  readonly line: number;
  readonly text: string;
  readonly cells: readonly string[];
}

/** Also those that Chinese, Japanese and Arabic keyboards type. */
const SEPARATORS = [',', ';', '\t', '|', '，', '；', '、', '،', ' '];

/** All that Unicode and spreadsheets end a line with. */
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/** A comment, Excel's own line, the line below the head of a Markdown table, a bracket that opens or closes a list. */
const NOTE = /^\s*(#|\/\/|sep=.$|[-|:+\s]+$|[[\](){},;]+$)/;

/** How many rows are looked at to see which columns hold names. */
const PROBED = 200;
/** As many problems as anybody reads; the rest is counted. */
const SHOWN = 50;

/**
 * Reads a list of pairs as people have them: columns by commas, semicolons, tabs, bars or spaces, guessed; quotes, and
 * the brackets of programs; names in any two columns, told by which pictures there are; a column of labels (0/1,
 * same/different, …) anywhere; a header in any language; lines of LFW's `pairs.txt` (`name i j`, `name i name j`).
 *
 * @param index the pictures that names are looked up among
 */
export function readPairList(text: string, index: NameIndex): PairList {
  const rows = readRows(text.replace(/^\uFEFF/, ''), index);
  const problems: string[] = [];
  const pairs: ListedPair[] = [];
  const seen = new Map<string, number>();
  const columns = nameColumns(rows, index);
  const labels = columns && labelColumn(rows, columns);
  // A note may stand above the header; a line that names a picture is none, though the name begins like one.
  const isNote = ({ text, cells }: Row) => NOTE.test(text) && !cells.some((cell) => index.find(cell));
  const head = rows.findIndex((row) => !isNote(row));
  rows.forEach((row, order) => {
    const lfw = lfwPair(row, index);
    const [i, j] = columns ?? [0, 1];
    const [a = '', b = ''] = lfw ?? [row.cells[i], row.cells[j]];
    const [first, second] = [index.find(a), index.find(b)];
    // The first line without a single known name is the header, or LFW's count of folds.
    if (order === head && !first && !second && rows.length > 1) {
      problems.push(`Line ${row.line} is taken as the header: “${shorten(row.text)}”.`);
      return;
    }
    if (NOTE.test(row.text) && !first) return;
    if (a === '' || b === '') {
      problems.push(`Line ${row.line} does not name two pictures: “${shorten(row.text)}”.`);
      return;
    }
    const [one, two] = [onePicture(first, a, row.line, problems), onePicture(second, b, row.line, problems)];
    if (!one || !two) return;
    const key = `${picturePath(one)}\n${picturePath(two)}`;
    const before = seen.get(key);
    if (before !== undefined) {
      problems.push(`Line ${row.line} repeats line ${before}; the pair counts once.`);
      return;
    }
    seen.set(key, row.line);
    const same = lfw ? lfw.same : labels === null ? null : sameOf(row.cells[labels] ?? '');
    pairs.push({ line: row.line, a: one, b: two, same });
  });
  const shown = problems.slice(0, SHOWN);
  if (problems.length > SHOWN) shown.push(`${problems.length - SHOWN} more lines are not used.`);
  return { pairs, problems: shown };
}

/** Lines cut into cells by the separator under which most of them name pictures. */
export function readRows(text: string, index: NameIndex): Row[] {
  const lines = text
    .split(LINE_END)
    .flatMap((content, i) => parted(content).map((part) => ({ line: i + 1, text: part })));
  const filled = lines.filter((line) => line.text.trim() !== '');
  // What a name is wrapped in goes, unless it belongs to the name.
  const unwrapped = (cell: string): string => {
    const inside = unwrap(cell);
    return inside === cell || index.find(cell) ? cell : inside;
  };
  const cut = (line: { line: number; text: string }, separator: string): Row => ({
    ...line,
    cells: (separator === ' ' ? words(line.text) : fields(line.text, separator)).map(unwrapped),
  });
  const known = (separator: string) =>
    filled
      .slice(0, PROBED)
      .reduce((sum, line) => sum + cut(line, separator).cells.filter((cell) => index.find(cell)).length, 0);
  const counts = SEPARATORS.map(known);
  const best = SEPARATORS[counts.indexOf(Math.max(...counts))]!;
  // Where a line has nothing of the common separator, its own one counts.
  return filled.map((line) => {
    const row = cut(line, best);
    if (row.cells.length > 1) return row;
    return SEPARATORS.map((separator) => cut(line, separator)).find(({ cells }) => cells.length > 1) ?? row;
  });
}

/** The entries of a line that holds a whole list, `[["a", "b"], ["c", "d"]]`; any other line itself. */
const parted = (line: string): string[] =>
  /^\s*[[({]{2}/.test(line) ? line.split(/(?<=[\])}])\s*,\s*(?=[[({])/) : [line];

/** Without brackets, quotes of any kind, a key of JSON (`"a": `) and signs that end a word. */
const unwrap = (cell: string): string =>
  cell
    .replace(/^[[({\s]+/, '')
    .replace(/^["']?\w+["']\s*:\s*/, '')
    .replace(/^[\s"'`“”„‘’«»]+|[\s"'`“”‘’«»\])},;:،，；]+$/g, '');

/** Words between spaces; quotes, or a backslash before the space, keep one together. */
const words = (line: string): string[] =>
  (line.match(/"[^"]*"|(?:\\ |\S)+/g) ?? []).map((word) =>
    word.replace(/^"(.*)"$/, '$1').replaceAll('\\ ', ' '),
  );

function fields(line: string, separator: string): string[] {
  const { data } = Papa.parse<string[]>(line, { delimiter: separator, header: false });
  return (data[0] ?? []).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .replaceAll('""', '"'),
  );
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
    .sort(([a, m], [b, n]) => Number(meant(b)) - Number(meant(a)) || n - m || a - b)
    .map(([column]) => column);
  if (first === undefined || second === undefined) return null;
  return first < second ? [first, second] : [second, first];
}

/** Whether a column counts its lines, or says same or different in each: then it names no picture, as a rule. */
const isMark = (cells: readonly string[]): boolean =>
  isCount(cells) || cells.every((cell) => sameOf(cell) !== null);

const isCount = (cells: readonly string[]): boolean =>
  cells.every((cell, i) => /^\d+$/.test(cell) && Number(cell) === Number(cells[0]) + i);

/** Also as spreadsheets write true and false in German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian. */
const SAME =
  /^(\+?1(\.0+)?|same|true|t|yes|y|match|positive|genuine|target|wahr|vrai|verdadero|vero|verdadeiro|waar|prawda|истина)$/i;
const DIFFERENT =
  /^(0(\.0+)?|-1(\.0+)?|different|diff|false|f|no|n|mismatch|negative|imposter|impostor|nontarget|falsch|faux|falso|onwaar|fałsz|ложь)$/i;

function sameOf(cell: string): boolean | null {
  return SAME.test(cell) ? true : DIFFERENT.test(cell) ? false : null;
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
function lfwPair({ cells }: Row, index: NameIndex): ([string, string] & { same: boolean }) | null {
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

/** The picture that a name stands for; where there is none, or more than one, that is a problem of the line. */
export function onePicture(found: Found, name: string, line: number, problems: string[]): SetPicture | null {
  if (found && 'picture' in found) return found.picture;
  problems.push(
    found
      ? `Line ${line}: ${found.several.length} pictures could be “${shorten(name)}” (${found.several
          .slice(0, 3)
          .map(picturePath)
          .join(', ')}); write the folder too.`
      : `Line ${line}: there is no picture “${shorten(name)}”.`,
  );
  return null;
}

/** As much of a line as a message has room for. */
export function shorten(text: string): string {
  return text.trim().slice(0, 60);
}
