/** A list that is data rather than lines: the names of its columns, where it has any, and its rows. */
export interface DataRows {
  readonly head: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
}

/** Is a name that of a picture? Of some shapes only that tells which of two things is meant. */
type IsKnown = (name: string) => boolean;

/**
 * The rows of a list in JSON (rows, records, columns, or names with what belongs to them; at whatever depth, or one a
 * line), in XML (one element a row), in a table of HTML or in YAML; null where the text is none of these.
 *
 * @param grouped of names below a key that is no picture, each is a row with its key (a class and its pictures).
 */
export function dataRows(text: string, isKnown: IsKnown, grouped: boolean): DataRows | null {
  const plain = text.trim();
  if (/^[[{]/.test(plain)) return rowsOfJson(plain, isKnown, grouped);
  if (plain.startsWith('<')) return rowsOfMarkup(plain);
  return /^(---\s*\n)?(\s*#.*\n)*\s*- +[\w-]+:\s/.test(plain) ? rowsOfYaml(plain) : null;
}

function rowsOfJson(text: string, isKnown: IsKnown, grouped: boolean): DataRows | null {
  const parsed = parse(text) ?? linesOf(text);
  return parsed === undefined ? null : new JsonRows(isKnown, grouped).of(parsed);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** JSON with one value a line; undefined where a line is none. */
function linesOf(text: string): unknown[] | undefined {
  const values = text
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== '')
    .map(parse);
  return values.includes(undefined) ? undefined : values;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** Whatever JSON has besides lists and records. */
const isScalar = (value: unknown): value is string | number | boolean | null =>
  typeof value !== 'object' || value === null;
const textOf = (value: unknown): string => (isScalar(value) && value !== null ? String(value) : '');

/** All that stands in a value, in its order. */
const flat = (value: unknown): string[] =>
  isScalar(value) ? [textOf(value)] : Object.values(value as object).flatMap(flat);

class JsonRows {
  private readonly isKnown: IsKnown;
  private readonly grouped: boolean;

  constructor(isKnown: IsKnown, grouped: boolean) {
    this.isKnown = isKnown;
    this.grouped = grouped;
  }

  of(value: unknown): DataRows | null {
    if (Array.isArray(value)) return this.ofArray(value);
    return isFields(value) ? this.ofFields(value) : null;
  }

  private ofArray(values: readonly unknown[]): DataRows | null {
    if (values.length === 0) return null;
    if (values.every(Array.isArray)) return { head: null, rows: values.map(flat) };
    if (values.every(isFields)) {
      const head = [...new Set(values.flatMap(Object.keys))];
      // A record of its own records, or of lists, is read for what stands in it.
      const rows = values.map((fields) => head.flatMap((key) => (key in fields ? flat(fields[key]) : [''])));
      return { head, rows };
    }
    return values.length < 5 && values.every(isScalar) ? { head: null, rows: [values.map(textOf)] } : null;
  }

  private ofFields(fields: Fields): DataRows | null {
    const entries = Object.entries(fields);
    if (entries.length === 0) return null;
    if (entries.some(([key]) => this.isKnown(key)))
      return { head: null, rows: entries.flatMap(([key, value]) => this.below(key, value)) };
    const lists = entries.map(([, value]) => (Array.isArray(value) && value.every(isScalar) ? value : null));
    if (lists.every((list) => list !== null)) {
      const [first] = lists;
      const columns = lists.length > 1 && lists.every(({ length }) => length === first!.length);
      if (columns && !this.grouped)
        return {
          head: entries.map(([key]) => key),
          rows: first!.map((_, i) => lists.map((list) => textOf(list[i]))),
        };
      if (this.grouped || lists.length > 1)
        return { head: null, rows: entries.flatMap(([key, value]) => this.below(key, value)) };
    }
    if (entries.every(([, value]) => isFields(value))) return this.ofRecords(entries as [string, Fields][]);
    // What says something of the list stands beside it.
    const nested = entries.map(([, value]) => this.of(value)).filter((found) => found !== null);
    if (nested.length > 0)
      return nested.reduce((best, one) => (this.names(one) > this.names(best) ? one : best));
    return entries.every(([, value]) => isScalar(value))
      ? { head: null, rows: entries.map(([key, value]) => [key, textOf(value)]) }
      : null;
  }

  /** Columns by the number of their row, as pandas writes them, or records by a name of their own. */
  private ofRecords(entries: readonly [string, Fields][]): DataRows {
    const numbers = Object.keys(entries[0]![1]);
    if (numbers.every((key) => /^\d+$/.test(key)))
      return {
        head: entries.map(([key]) => key),
        rows: numbers.map((key) => entries.map(([, column]) => textOf(column[key]))),
      };
    const head = [...new Set(entries.flatMap(([, fields]) => Object.keys(fields)))];
    const rows = entries.map(([key, fields]) => [key, ...head.flatMap((name) => flat(fields[name]))]);
    return { head: ['', ...head], rows };
  }

  /** What belongs to a name: each thing a row with it; of a pair or a group that has a name of its own, all in one. */
  private below(key: string, value: unknown): string[][] {
    const apart = this.grouped || this.isKnown(key);
    if (Array.isArray(value) && apart) return value.map((one) => [key, ...flat(one)]);
    return [[key, ...flat(value)]];
  }

  private names({ rows }: DataRows): number {
    return rows.slice(0, 100).reduce((sum, row) => sum + row.filter((cell) => this.isKnown(cell)).length, 0);
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Text of markup without its elements, with what its entities stand for. */
const plainText = (markup: string): string =>
  markup
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi,
      (whole: string, ten?: string, hex?: string, name?: string) => {
        if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
        const code = ten === undefined ? Number.parseInt(hex!, 16) : Number(ten);
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      },
    )
    .trim();

/** An element that has attributes. */
const ELEMENT = /<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))+)\s*\/?>/g;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** An element that holds elements with nothing but text. */
const HOLDER = /<([\w:.-]+)[^>]*>\s*((?:<([\w:.-]+)[^>]*>[^<]*<\/\3>\s*)+)<\/\1>/g;
const LEAF = /<([\w:.-]+)[^>]*>([^<]*)<\/\1>/g;

function rowsOfMarkup(text: string): DataRows | null {
  const lines = text.match(/<tr\b[\s\S]*?<\/tr>/gi);
  if (lines)
    return {
      head: null,
      rows: lines.map((line) => (line.match(/<t[dh]\b[\s\S]*?<\/t[dh]>/gi) ?? []).map(plainText)),
    };
  const elements = Array.from(text.matchAll(ELEMENT), ([, name, attributes]) => ({
    name: name!,
    fields: Array.from(
      attributes!.matchAll(ATTRIBUTE),
      ([, key, double, single]) => [key!, plainText(double ?? single!)] as const,
    ),
  })).filter(({ fields }) => fields.length > 1);
  const holders = Array.from(text.matchAll(HOLDER), ([, name, inside]) => ({
    name: name!,
    fields: Array.from(inside!.matchAll(LEAF), ([, key, value]) => [key!, plainText(value!)] as const),
  })).filter(({ fields }) => fields.length > 1);
  const found = [mostOf(elements), mostOf(holders)].reduce((a, b) => (b.length > a.length ? b : a));
  if (found.length === 0) return null;
  const head = [...new Set(found.flatMap(({ fields }) => fields.map(([key]) => key)))];
  return {
    head,
    rows: found.map(({ fields }) => head.map((key) => fields.find(([name]) => name === key)?.[1] ?? '')),
  };
}

/** Of elements, those that are called as most are. */
function mostOf<T extends { readonly name: string }>(elements: readonly T[]): readonly T[] {
  const byName = new Map<string, T[]>();
  for (const element of elements) byName.set(element.name, [...(byName.get(element.name) ?? []), element]);
  return [...byName.values()].reduce((a, b) => (b.length > a.length ? b : a), []);
}

/** A list of records: `- left: a.jpg` and, on lines of their own, `right: b.jpg`. */
function rowsOfYaml(text: string): DataRows {
  const records = text
    .split(/^\s*- +/m)
    .slice(1)
    .map((record) =>
      Array.from(
        record.matchAll(/^\s*([\w-]+):[ \t]*(.*?)\s*$/gm),
        ([, key, value]) => [key!, value!] as const,
      ),
    );
  const head = [...new Set(records.flatMap((fields) => fields.map(([key]) => key)))];
  return {
    head,
    rows: records.map((fields) => head.map((key) => fields.find(([name]) => name === key)?.[1] ?? '')),
  };
}
