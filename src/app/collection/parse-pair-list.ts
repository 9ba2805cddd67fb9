/** A line that names two pictures. */
export interface NamedPair {
  /** 1-based, for messages. */
  readonly line: number;
  readonly a: string;
  readonly b: string;
}

/** What a list of pairs says, and what in it could not be understood, in words. */
export interface PairList {
  readonly pairs: readonly NamedPair[];
  readonly problems: readonly string[];
}

/**
 * Reads two names per line, separated by a comma, a semicolon or a tab; RFC 4180 quotes; further columns are
 * ignored; empty lines and lines that begin with `#` are skipped; a byte order mark and a header line
 * (`a,b`, `image_a,image_b`, `file1,file2`, …) are too.
 */
export function parsePairList(text: string): PairList {
  const pairs: NamedPair[] = [];
  const problems: string[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  lines.forEach((content, index) => {
    const line = index + 1;
    if (content.trim() === '' || content.startsWith('#')) return;
    const [a = '', b = ''] = fields(content).map((field) => field.trim());
    if (a === '' || b === '') {
      problems.push(`Line ${line} does not name two pictures: “${content.trim().slice(0, 60)}”.`);
      return;
    }
    if (pairs.length === 0 && problems.length === 0 && isHeader(a) && isHeader(b)) return;
    pairs.push({ line, a, b });
  });
  return { pairs, problems };
}

/** One line's fields; the separator is the first of tab, semicolon and comma that stands outside of quotes. */
function fields(line: string): string[] {
  const parts = (separator: string) => {
    const found: string[] = [];
    let field = '';
    let quoted = false;
    for (let i = 0; i < line.length; i++) {
      const char = line[i]!;
      if (char === '"') {
        if (quoted && line[i + 1] === '"') {
          field += '"';
          i++;
        } else quoted = !quoted;
      } else if (char === separator && !quoted) {
        found.push(field);
        field = '';
      } else field += char;
    }
    return [...found, field];
  };
  return ['\t', ';', ','].map(parts).find((found) => found.length > 1) ?? parts(',');
}

/** Column titles carry no file extension and are made of these words. */
function isHeader(name: string): boolean {
  return /^(a|b|(image|img|file|name|picture|left|right|first|second)[ _-]?(a|b|1|2|one|two)?)$/i.test(name);
}
