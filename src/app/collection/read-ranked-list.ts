import Papa from 'papaparse';
import { AppError } from '../../core/app-error.ts';
import type { NameIndex } from './name-index.ts';
import type { SetPicture } from './picture-set.ts';

/** A hit that another program ranked; its score is NaN where the list has none. */
export interface ListedHit {
  readonly picture: SetPicture;
  readonly score: number;
}

export interface RankedList {
  /** By the query; hits in the order of the file. */
  readonly lists: ReadonlyMap<SetPicture, readonly ListedHit[]>;
  readonly problems: readonly string[];
}

interface Entry {
  readonly query: string;
  readonly hit: string;
  readonly score: number;
  /** Where it stands in the file, in words. */
  readonly where: string;
}

/** As many problems as anybody reads; the rest is counted. */
const SHOWN = 50;
const QUERY = /^(query|anchor|probe|q)(_?(name|image|path|file))?$/i;
const HIT = /^(hit|result|match|neighbou?r|gallery|retrieved)(_?(name|image|path|file))?$/i;
const SCORE = /^(score|similarity|sim|distance|dist|cosine)$/i;

/**
 * A ranked list made elsewhere. CSV (columns named `query`, `hit`, `score`, in any order, or in this order without a
 * header; separators guessed), or JSON: a list of `{query, hit, score}`, or `{query: [hit | {hit, score}, …]}`. Names
 * are looked up as in lists of pairs; every entry that is not used is said, with the reason.
 *
 * @throws AppError `unreadable` where it is neither.
 */
export function readRankedList(text: string, index: NameIndex): RankedList {
  const plain = text.replace(/^\uFEFF/, '').trim();
  const entries = /^[[{]/.test(plain) ? entriesOfJson(plain) : entriesOfCsv(plain);
  const problems: string[] = [];
  const lists = new Map<SetPicture, ListedHit[]>();
  const look = (name: string, where: string) => {
    const found = index.find(name);
    if (found && 'picture' in found) return found.picture;
    problems.push(
      found
        ? `${where}: ${found.several.length} pictures could be “${name.slice(0, 60)}”; write the folder too.`
        : `${where}: there is no picture “${name.slice(0, 60)}”.`,
    );
    return null;
  };
  for (const { query, hit, score, where } of entries) {
    const of = look(query, where);
    const picture = of && look(hit, where);
    if (!of || !picture) continue;
    const hits = lists.get(of);
    if (hits) hits.push({ picture, score });
    else lists.set(of, [{ picture, score }]);
  }
  const shown = problems.slice(0, SHOWN);
  if (problems.length > SHOWN) shown.push(`${problems.length - SHOWN} more entries are not used.`);
  return { lists, problems: shown };
}

function entriesOfCsv(text: string): Entry[] {
  const { data } = Papa.parse<string[]>(text, { header: false, skipEmptyLines: true });
  const head = (data[0] ?? []).map((cell) => cell.trim());
  const column = (name: RegExp) => head.findIndex((cell) => name.test(cell));
  const named = [column(QUERY), column(HIT), column(SCORE)] as const;
  const hasHeader = named[0] >= 0 && named[1] >= 0;
  const [query, hit, score] = hasHeader ? named : [0, 1, 2];
  const rows = data.slice(hasHeader ? 1 : 0);
  if (rows.length === 0 || rows.every((row) => row.length < 2)) throw refused();
  return rows.map((row, i) => ({
    query: (row[query] ?? '').trim(),
    hit: (row[hit] ?? '').trim(),
    score: numberOf(row[score]),
    where: `Row ${i + (hasHeader ? 2 : 1)}`,
  }));
}

function entriesOfJson(text: string): Entry[] {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw refused();
  }
  const entry = (value: unknown, query: unknown, i: number): Entry => {
    const { hit, score, ...rest } = typeof value === 'object' && value !== null ? (value as Fields) : {};
    return {
      query: textOf(query ?? rest['query']),
      hit: textOf(typeof value === 'string' ? value : hit),
      score: numberOf(score),
      where: `Entry ${i + 1}`,
    };
  };
  if (Array.isArray(read)) return read.map((value, i) => entry(value, undefined, i));
  if (typeof read !== 'object' || read === null) throw refused();
  return Object.entries(read).flatMap(([query, hits]) => {
    if (!Array.isArray(hits)) throw refused();
    return hits.map((value: unknown, i) => entry(value, query, i));
  });
}

type Fields = Readonly<Partial<Record<'query' | 'hit' | 'score', unknown>>>;
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown) =>
  typeof value === 'number'
    ? value
    : typeof value === 'string' && value.trim() !== ''
      ? // A decimal comma, as spreadsheets of many countries write one.
        Number(value.trim().replace(/^([+-]?\d*),(\d+)$/, '$1.$2'))
      : Number.NaN;

const refused = () =>
  AppError.saying(
    'unreadable',
    'This is no ranked list. It may be a CSV with the columns query, hit and score, or a JSON list of {"query", "hit", "score"}.',
  );
