import { expect, test } from 'vitest';
import { NameIndex } from './name-index.ts';
import type { SetPicture } from './picture-set.ts';
import { readClassList } from './read-class-list.ts';

const picture = (folder: string, name: string): SetPicture => ({
  id: `${folder}/${name}`,
  name,
  folder,
  subject: name,
  blob: () => Promise.reject(new Error('not read')),
});
const pictures = [
  picture('x', '1.jpg'),
  picture('x', 'zoë.jpg'),
  picture('y', '2.jpg'),
  picture('z', '2.jpg'),
];
const read = (text: string) => {
  const { classes, problems } = readClassList(text, new NameIndex(pictures));
  return { classes: Object.fromEntries([...classes].map(([{ id }, name]) => [id, name])), problems };
};

test.each([
  ['1.jpg,robin\r\nzoë,wren\r\ny/2.jpg,robin', []],
  [
    '\uFEFFfile;class\n1;robin\nZOE\u0308.JPG;wren\ny/2;robin',
    ['Line 1 is taken as the header: “file;class”.'],
  ],
  ['robin\t1.jpg\nwren\tzo%C3%AB.jpg\nrobin\ty\\2.jpg', []],
  [
    'id,width,image,species\n7,640,1.jpg,robin\n8,640,"zoë.jpg",wren\n9,480,y/2.jpg,robin',
    ['Line 1 is taken as the header: “id,width,image,species”.'],
  ],
  ['# mine\n1.jpg robin\nzoë.jpg wren\ny/2.jpg robin', ['Line 1 is taken as the header: “# mine”.']],
])('a list as people have them: %j', (text, said) => {
  const { classes, problems } = read(text);
  expect(classes).toEqual({ 'x/1.jpg': 'robin', 'x/zoë.jpg': 'wren', 'y/2.jpg': 'robin' });
  expect(problems).toEqual(said);
});

test('every line that is not used is said, with the reason', () => {
  const { classes, problems } = read('1.jpg,robin\n2.jpg,wren\n3.jpg,wren\nzoë.jpg,\n1.jpg,wren');
  expect(classes).toEqual({ 'x/1.jpg': 'robin' });
  expect(problems).toEqual([
    'Line 2: 2 pictures could be “2.jpg” (y/2.jpg, z/2.jpg); write the folder too.',
    'Line 3: there is no picture “3.jpg”.',
    'Line 4 names no class: “zoë.jpg,”.',
    'Line 5 names the picture of line 1 again and is not used.',
  ]);
});
