import { picturePath, type SetPicture } from './picture-set.ts';

/** What a name in a list stands for: a picture, several that it could be, or nothing. */
export type Found = { readonly picture: SetPicture } | { readonly several: readonly SetPicture[] } | null;

/** Ways to write a name, from the strictest to the most lenient; the first under which anything is found counts. */
const FORMS: readonly ((path: string) => string)[] = [
  (path) => path,
  // macOS writes é as two characters, most lists as one.
  (path) => path.normalize('NFC'),
  (path) => path.normalize('NFC').toLowerCase(),
  (path) => withoutExtension(path.normalize('NFC').toLowerCase()),
  // What word processors and keyboards of other scripts make of a name: other quotes, dashes, spaces, wide letters.
  (path) =>
    withoutExtension(
      path
        .replace(/[’‘ʼ´\u0060]/g, "'")
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[‐-―−]/g, '-')
        .replace(/\s+/g, ' ')
        .replaceAll('ß', 'ss')
        .replaceAll('\u0307', ''),
    ),
];

const ASCII = /^[\0-\u007f]*$/;

/** The last part of a path of plain letters, as leniently as it is ever compared. */
const loose = (path: string): string => FORMS.at(-1)!(path.slice(path.lastIndexOf('/') + 1));

/** Names that are remembered at once. */
const MOST_ASKED = 100_000;

/**
 * Finds pictures by the names that lists give them: a path below the dropped folder, a file name that only one
 * picture has, or a longer path that ends like one; with backslashes, `./`, percent-encoding, another Unicode form,
 * another case, or without its extension. Looking a name up takes the same time however many pictures there are.
 */
export class NameIndex {
  private static readonly made = new WeakMap<readonly SetPicture[], NameIndex>();
  private readonly byName: readonly Map<string, SetPicture[]>[];
  /** File names in the most lenient form. */
  private readonly loosely: ReadonlySet<string>;
  /** What was asked before: lists name a picture again and again, and every name is looked up more than once. */
  private readonly asked = new Map<string, Found>();
  /** Pictures in the set. */
  readonly size: number;
  /** How one of them is called. */
  readonly example: string;
  /** Has any a name with letters beyond ASCII? */
  readonly hasForeign: boolean;

  /** The one of these pictures: a list that is being typed asks for it with every key. */
  static of(pictures: readonly SetPicture[]): NameIndex {
    const known = NameIndex.made.get(pictures) ?? new NameIndex(pictures);
    NameIndex.made.set(pictures, known);
    return known;
  }

  constructor(pictures: readonly SetPicture[]) {
    this.size = pictures.length;
    this.example = pictures[0] ? picturePath(pictures[0]) : '';
    this.hasForeign = pictures.some((picture) => !ASCII.test(picturePath(picture)));
    this.loosely = new Set(pictures.map(({ name }) => loose(name)));
    this.byName = FORMS.map((form) => {
      const map = new Map<string, SetPicture[]>();
      for (const picture of pictures) {
        const name = form(picture.name);
        const same = map.get(name);
        if (same) same.push(picture);
        else map.set(name, [picture]);
      }
      return map;
    });
  }

  find(text: string): Found {
    const before = this.asked.get(text);
    if (before !== undefined) return before;
    if (this.asked.size >= MOST_ASKED) this.asked.clear();
    const found = this.look(text);
    this.asked.set(text, found);
    return found;
  }

  private look(text: string): Found {
    for (const path of spellings(text)) {
      // Most names that are not found at all are plain, and so are all that could be meant: they are asked for once.
      if (!this.hasForeign && ASCII.test(path) && !this.loosely.has(loose(path))) continue;
      for (const [level, form] of FORMS.entries()) {
        const wanted = form(path).split('/');
        const candidates = this.byName[level]!.get(wanted.at(-1)!) ?? [];
        const found = narrow(candidates, wanted, form);
        if (found) return found;
      }
    }
    return null;
  }
}

/** Of pictures with the right file name, those whose folders fit best: all of the shorter path has to agree. */
function narrow(
  candidates: readonly SetPicture[],
  wanted: readonly string[],
  form: (path: string) => string,
): Found {
  let best: SetPicture[] = [];
  let most = 0;
  for (const picture of candidates) {
    const own = form(picturePath(picture)).split('/');
    let agree = 0;
    while (agree < own.length && agree < wanted.length && own.at(-1 - agree) === wanted.at(-1 - agree))
      agree++;
    const whole = agree === Math.min(own.length, wanted.length);
    // The very path leaves no doubt, and where only one picture has the name its folder may differ.
    const rank = own.length === wanted.length && whole ? Number.POSITIVE_INFINITY : whole ? agree + 1 : 1;
    if (rank > most) [best, most] = [[picture], rank];
    else if (rank === most) best.push(picture);
  }
  if (best.length === 0) return null;
  return best.length === 1 ? { picture: best[0]! } : { several: best };
}

/** As it stands, and with percent signs decoded where that is possible. */
function spellings(text: string): string[] {
  const plain = text
    .replaceAll(/[\0\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .trim()
    .replaceAll('\\', '/')
    .replace(/^(\.?\/)+/, '');
  // Of an address, what is asked of its server is no part of the name.
  const asked = /^[a-z]+:\/\/[^?#]*(?=[?#])/i.exec(plain);
  const found = asked ? [plain, asked[0]] : [plain];
  if (/%[0-9a-f]{2}/i.test(plain)) {
    try {
      found.push(decodeURIComponent(plain));
    } catch {
      // A percent sign that encodes nothing is part of the name.
    }
  }
  return found;
}

function withoutExtension(path: string): string {
  return path.replace(/\.[a-z0-9]{1,5}$/, '');
}
