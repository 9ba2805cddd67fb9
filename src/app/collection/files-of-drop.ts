import { fairShare } from './fair-share.ts';
import type { FoundFile } from './found-file.ts';

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
  const inTurn = turns(AT_ONCE);
  const walks = entries.filter((entry) => entry !== null).map((entry) => walk(entry, inTurn));
  return Promise.all(walks).then((all) => all.flat());
}

/** Questions to the file system under way at once. */
const AT_ONCE = 16;

/**
 * Lets so many calls run at a time, the others in their order after them, and the page have its turn between them: the
 * browser hands over all answers that wait in one task, and goes on for as long as each answer is followed by another.
 */
function turns(atOnce: number): <T>(call: () => Promise<T>) => Promise<T> {
  const pause = fairShare();
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (call) => {
    if (running === atOnce) await new Promise<void>((turn) => waiting.push(turn));
    else running += 1;
    try {
      await pause();
      return await call();
    } finally {
      // The place goes to the next in line, or is free.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/** Whether a folder is among what is dropped. Call it in the event handler itself. */
export const holdsFolder = (transfer: DataTransfer): boolean =>
  [...transfer.items].some((item) => item.webkitGetAsEntry()?.isDirectory ?? false);

async function walk(entry: FileSystemEntry, inTurn: ReturnType<typeof turns>): Promise<FoundFile[]> {
  const path = entry.fullPath.replace(/^\//, '');
  if (entry.isFile) {
    return inTurn(
      () =>
        new Promise((resolve) =>
          (entry as FileSystemFileEntry).file(
            (file) => resolve([{ file, path }]),
            () => resolve([]),
          ),
        ),
    );
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FoundFile[] = [];
  // A reader hands out a hundred entries at a time, and an empty list at the end.
  for (;;) {
    const part = await inTurn(
      () => new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([]))),
    );
    if (part.length === 0) return found;
    const below = await Promise.all(part.map((one) => walk(one, inTurn)));
    for (const one of below.flat()) found.push(one);
  }
}
