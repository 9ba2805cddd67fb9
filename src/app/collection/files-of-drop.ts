import { fairShare } from './fair-share.ts';
import type { FoundFile } from './set-from-files.ts';

/** Files of an `<input>`, with their folders where a folder was chosen. */
export function filesOfInput(files: Iterable<File>): FoundFile[] {
  return [...files].map(withPath);
}

/** The same of a list that may be thousands long, a few milliseconds at a time. */
export async function filesOfLongInput(files: readonly File[]): Promise<FoundFile[]> {
  const pause = fairShare();
  const found: FoundFile[] = [];
  for (const file of files) {
    found.push(withPath(file));
    await pause();
  }
  return found;
}

const withPath = (file: File): FoundFile => ({ file, path: file.webkitRelativePath || file.name });

/**
 * Files of a drop, folders included. Call it in the event handler itself: the items are gone after it returned.
 * Folders that cannot be read are left out.
 */
export function filesOfDrop(transfer: DataTransfer): Promise<FoundFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  if (entries.every((entry) => entry === null)) return Promise.resolve(filesOfInput(transfer.files));
  return Promise.all(entries.filter((entry) => entry !== null).map(walk)).then((all) => all.flat());
}

/** Whether a folder is among what is dropped. Call it in the event handler itself. */
export const holdsFolder = (transfer: DataTransfer): boolean =>
  [...transfer.items].some((item) => item.webkitGetAsEntry()?.isDirectory ?? false);

async function walk(entry: FileSystemEntry): Promise<FoundFile[]> {
  const path = entry.fullPath.replace(/^\//, '');
  if (entry.isFile) {
    return new Promise((resolve) =>
      (entry as FileSystemFileEntry).file(
        (file) => resolve([{ file, path }]),
        () => resolve([]),
      ),
    );
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FoundFile[] = [];
  // A reader hands out a hundred entries at a time, and an empty list at the end.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    );
    if (part.length === 0) return found;
    const below = await Promise.all(part.map(walk));
    for (const one of below.flat()) found.push(one);
  }
}
