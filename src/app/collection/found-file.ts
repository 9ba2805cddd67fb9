/** A file and where it lay below what was dropped or chosen, e.g. `birds/robin/1.jpg`. */
export interface FoundFile {
  readonly path: string;
  readonly file: File;
}

const PICTURE = /\.(jpe?g|jfif|png|webp|gif|bmp|avif|tiff?|heic|heif)$/i;

const LIST = /\.(csv|tsv|tab|psv|txt|lst|list|dat|jsonl?|ndjson|xml|ya?ml)$/i;

/**
 * What systems and programs leave beside people's files: resource forks of macOS (`._1.jpg`), thumbnails (of Windows, and
 * the `@eaDir` of network drives), folder settings, where a file was downloaded from, folders of what was deleted.
 */
const LEFT_BY_SYSTEM =
  /(^|\/)(\._[^/]*|\.(DS_Store|directory|nomedia|picasa\.ini)|(eh)?thumbs(_[^/]*)?\.db(:[^/]*)?|desktop\.ini|Icon\r|[^/]*:(Zone\.Identifier|com\.[^/]*)|(__MACOSX|@eaDir|[#@]recycle|\$RECYCLE\.BIN|RECYCLER|System Volume Information|lost\+found)(\/.*)?)$/i;

/** Whether nobody put it there on purpose, so that nobody needs to hear of it. */
export function isLeftBySystem({ path }: Pick<FoundFile, 'path'>): boolean {
  return LEFT_BY_SYSTEM.test(path) || isHidden(path);
}

/**
 * Below what was dropped, a folder or file that its system hides: `.AppleDouble/1.jpg`, `.ipynb_checkpoints/1.png`. What
 * was dropped or chosen itself was meant, whatever its name.
 */
function isHidden(path: string): boolean {
  const [, ...below] = path.split('/').filter((part) => !/^\.*$/.test(part));
  return below.some((part) => /^\.[^.]/.test(part));
}

/** Whether a file is meant as a picture, by its type or, where the system gives none, by its name. */
export function isPicture({ path, file }: FoundFile): boolean {
  return !isLeftBySystem({ path }) && (file.type.startsWith('image/') || PICTURE.test(path));
}

/** Whether a file is meant as a list of names. */
export function isList({ path }: FoundFile): boolean {
  return !isLeftBySystem({ path }) && LIST.test(path);
}
