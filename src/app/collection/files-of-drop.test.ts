import { describe, expect, it } from 'vitest';
import { filesOfDrop, filesOfInput, filesOfLongInput } from './files-of-drop.ts';

const file = (name: string) => new File([name], name);

/** A file as a drop hands it over. */
const fileEntry = (fullPath: string): FileSystemEntry =>
  ({
    isFile: true,
    fullPath,
    file: (found: (file: File) => void, failed: (error: Error) => void) =>
      fullPath.includes('locked') ? failed(new Error('locked')) : found(file(fullPath.split('/').at(-1)!)),
  }) as unknown as FileSystemEntry;

/** A folder whose reader hands out two entries at a time, as browsers do a hundred. */
const folderEntry = (fullPath: string, entries: readonly FileSystemEntry[]): FileSystemEntry =>
  ({
    isFile: false,
    fullPath,
    createReader() {
      let from = 0;
      return {
        readEntries(found: (part: FileSystemEntry[]) => void, failed: (error: Error) => void) {
          if (fullPath.includes('forbidden')) failed(new Error('forbidden'));
          else found(entries.slice(from, from + 2));
          from += 2;
        },
      };
    },
  }) as unknown as FileSystemEntry;

const drop = (entries: readonly (FileSystemEntry | null)[], files: readonly File[] = []) =>
  ({
    items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })),
    files,
  }) as unknown as DataTransfer;

describe('filesOfDrop', () => {
  it('walks folders to their last batch, and keeps the paths below what was dropped', async () => {
    const robins = ['1.jpg', '2.jpg', '3.jpg', '4.jpg', '5.jpg'];
    const tree = folderEntry('/birds', [
      folderEntry(
        '/birds/robin',
        robins.map((name) => fileEntry(`/birds/robin/${name}`)),
      ),
      fileEntry('/birds/list.csv'),
      folderEntry('/birds/wren', [fileEntry('/birds/wren/1.jpg')]),
    ]);
    const found = await filesOfDrop(drop([tree, fileEntry('/alone.png')]));
    expect(found.map(({ path }) => path)).toEqual([
      ...robins.map((name) => `birds/robin/${name}`),
      'birds/list.csv',
      'birds/wren/1.jpg',
      'alone.png',
    ]);
    expect(found.map((one) => one.file.name)).toEqual(found.map(({ path }) => path.split('/').at(-1)));
  });

  it('asks for a few files at a time, however many folders lie side by side', async () => {
    let asked = 0;
    let most = 0;
    const slow = (fullPath: string) =>
      ({
        isFile: true,
        fullPath,
        file: (found: (file: File) => void) => {
          asked += 1;
          most = Math.max(most, asked);
          setTimeout(() => {
            asked -= 1;
            found(file(fullPath));
          });
        },
      }) as unknown as FileSystemEntry;
    const folders = Array.from({ length: 30 }, (_, i) =>
      folderEntry(
        `/set/${i}`,
        ['a', 'b', 'c'].map((name) => slow(`/set/${i}/${name}`)),
      ),
    );
    expect(await filesOfDrop(drop([folderEntry('/set', folders), slow('/x')]))).toHaveLength(91);
    expect(most).toBeGreaterThan(4);
    expect(most).toBeLessThanOrEqual(16);
  });

  it('leaves out what cannot be read, and keeps the rest', async () => {
    const tree = folderEntry('/set', [
      fileEntry('/set/locked.png'),
      folderEntry('/set/forbidden', [fileEntry('/set/forbidden/1.png')]),
      fileEntry('/set/2.png'),
    ]);
    expect((await filesOfDrop(drop([tree, null]))).map(({ path }) => path)).toEqual(['set/2.png']);
  });

  it('takes the plain files of a drop without entries', async () => {
    const files = [file('a.png'), file('b.png')];
    const found = await filesOfDrop(drop([null, null], files));
    expect(found).toEqual(files.map((one) => ({ file: one, path: one.name })));
  });
});

describe('filesOfInput', () => {
  it('keeps the folder where one was chosen', async () => {
    const inFolder = Object.assign(file('1.png'), { webkitRelativePath: 'birds/1.png' });
    const alone = Object.assign(file('2.png'), { webkitRelativePath: '' });
    expect((await filesOfLongInput([inFolder, alone])).map(({ path }) => path)).toEqual([
      'birds/1.png',
      '2.png',
    ]);
    expect(filesOfInput([inFolder, alone]).map(({ path }) => path)).toEqual(['birds/1.png', '2.png']);
  });
});
