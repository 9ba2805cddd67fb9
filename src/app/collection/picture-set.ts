/** One picture of a set. Its bytes are read when a pair needs them, and forgotten again. */
export interface SetPicture {
  /** Identity of the content: equal ids, equal pixels. */
  readonly id: string;
  /** File name within its folder. */
  readonly name: string;
  /** Folder path below what was dropped; pictures of one folder are of one class. */
  readonly folder: string;
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

/** Path as the person knows it. */
export function picturePath({ folder, name }: Pick<SetPicture, 'folder' | 'name'>): string {
  return folder === '' ? name : `${folder}/${name}`;
}
