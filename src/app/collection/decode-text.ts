import { listRows } from './list-rows.ts';
import type { NameIndex } from './name-index.ts';

/** What lists are saved in where it is not Unicode: by Excel and editors of Windows, by old Macs and other systems. */
const OTHERS = [
  'windows-1252',
  'windows-1251',
  'windows-1250',
  'shift_jis',
  'gb18030',
  'big5',
  'euc-kr',
  'euc-jp',
  'macintosh',
  'x-mac-cyrillic',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'windows-874',
  'koi8-r',
  'ibm866',
  'iso-8859-2',
  'iso-8859-5',
];

/**
 * The text of a list as spreadsheets and editors save it: UTF-8 and UTF-16 with or without a byte order mark, else
 * Windows-1252 (Excel's “CSV” in western Europe), which decodes any bytes. Where it is known which pictures there are,
 * the encoding under which the list names most of them.
 */
export function decodeText(bytes: Uint8Array, names?: NameIndex): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decode('utf-16le', bytes);
  if (first === 0xfe && second === 0xff) return decode('utf-16be', bytes);
  const usual = withoutNames(bytes);
  if (!names || bytes.every((byte) => byte > 0 && byte < 0x80)) return usual;
  let [best, most] = [usual, named(usual, names)];
  const tried = ['utf-8', 'utf-16le', 'utf-16be', ...OTHERS].map((encoding) => () => decode(encoding, bytes));
  for (const attempt of [...tried, () => readTwice(usual)]) {
    const text = attempt();
    const count = named(text, names);
    if (count > most) [best, most] = [text, count];
  }
  return best;
}

const decode = (encoding: string, bytes: Uint8Array): string => new TextDecoder(encoding).decode(bytes);

function withoutNames(bytes: Uint8Array): string {
  // Text holds no zeros: they are halves of letters, of which the other half comes first or last.
  const head = bytes.subarray(0, 64);
  const zeros = [0, 1].map((parity) => head.filter((byte, i) => byte === 0 && i % 2 === parity).length);
  const [even = 0, odd = 0] = zeros;
  if (even + odd > head.length / 8) return decode(odd > even ? 'utf-16le' : 'utf-16be', bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decode('windows-1252', bytes);
  }
}

/** How many lines are looked at. */
const SAMPLE = 200;

/** How many pictures a text names, of its first lines and of those with letters beyond ASCII. */
function named(text: string, names: NameIndex): number {
  const lines = text.split(/[\r\n]+/, 100_000);
  const foreign = lines.filter((line) => /[^\0-\u007f]/.test(line)).slice(0, SAMPLE);
  return listRows([...lines.slice(0, SAMPLE), ...foreign].join('\n'), names)
    .flatMap(({ cells }) => cells)
    .filter((cell) => names.find(cell)).length;
}

/** A text that was UTF-8, read as Windows-1252 and saved again (“MÃ¼ller”), as it was; else itself. */
function readTwice(text: string): string {
  const table = new Map(
    Array.from(
      decode(
        'windows-1252',
        Uint8Array.from({ length: 256 }, (_, i) => i),
      ),
      (letter, i) => [letter, i],
    ),
  );
  const bytes = Array.from(text, (letter) => table.get(letter));
  if (bytes.includes(undefined)) return text;
  return decode('utf-8', Uint8Array.from(bytes as number[]));
}
