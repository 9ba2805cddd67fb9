/** One picture of a set. Its bytes are read when a pair needs them, and forgotten again. */
export interface SetPicture {
  /** Identity of the content: equal ids, equal pixels. */
  readonly id: string;
  /** File name within its folder. */
  readonly name: string;
  /** Folder path below what was dropped; pictures of one folder are of one class. */
  readonly folder: string;
  /** Its class where a list says so of the set; '' where the list does not name it. Without a list: the folder. */
  readonly label?: string | undefined;
  /** What it is a picture of, as far as is known: frames of one sheet share it, any other picture is on its own. */
  readonly subject: string;
  blob(): Promise<Blob>;
}

/** Two pictures to be compared; A and B are both explained. */
export interface SetPair {
  readonly a: SetPicture;
  readonly b: SetPicture;
}

/** Which pair this is, whatever the files are called. Order counts: A comes first. */
export function pairKey({ a, b }: SetPair): string {
  return `${a.id}|${b.id}`;
}

/** Do the two show one subject, or lie in one folder (are of one class)? Such pairs are a table of their own. */
export function isSameClass({ a, b }: SetPair): boolean {
  return a.subject === b.subject || (a.folder !== '' && a.folder === b.folder);
}

/** The class of a picture; '' where it has none. */
export function classOf({ label, folder }: Pick<SetPicture, 'label' | 'folder'>): string {
  return label ?? folder;
}

/** Path as the user knows it. */
export function picturePath({ folder, name }: Pick<SetPicture, 'folder' | 'name'>): string {
  return folder === '' ? name : `${folder}/${name}`;
}
