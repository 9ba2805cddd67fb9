import { expect, it } from 'vitest';
import { setFromFiles, sharedFolders } from './set-from-files.ts';

const set = (...paths: string[]) =>
  paths.map((path) => ({ path, file: new File([path], path.split('/').at(-1)!) }));

it('takes a folder of folders by the folders within: their names are the classes', async () => {
  const { pictures } = await setFromFiles(set('birds/robin/1.jpg', 'birds/wren/1.jpg'), () => undefined);
  expect(pictures.map(({ folder }) => folder)).toEqual(['robin', 'wren']);
});

it.each([
  ['a folder of pictures stays a class', ['robin/1.jpg', 'robin/2.jpg'], ''],
  ['whatever lies above it', ['my/birds/robin/1.jpg', 'my/birds/robin/2.jpg'], 'my/birds/'],
  ['pictures beside the folders keep all of it', ['birds/0.jpg', 'birds/wren/1.jpg'], ''],
  ['as far as it is shared', ['a/b/c/1.jpg', 'a/bc/2.jpg'], 'a/'],
  ['files alone', ['1.jpg', '2.jpg'], ''],
  ['nothing', [], ''],
])('%s', (_, paths, shared) => {
  expect(sharedFolders(set(...paths))).toBe(shared);
});
