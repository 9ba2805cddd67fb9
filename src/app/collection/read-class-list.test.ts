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
  ['JSON by name', '{"1.jpg":"robin","zoë.jpg":"wren","y/2.jpg":"robin"}'],
  ['JSON by class', '{"robin":["1.jpg","y/2.jpg"],"wren":["zoë.jpg"]}'],
  ['JSON by class, as many of each', '{"robin":["1.jpg","y/2.jpg"],"wren":["zoë.jpg","nobody.jpg"]}'],
  [
    'JSON records',
    '[{"label":"robin","file":"1.jpg"},{"file":"zoë.jpg","label":"wren"},{"file":"y/2.jpg","label":"robin"}]',
  ],
  [
    'XML, as VeRi has it',
    '<Item imageName="1.jpg" ID="robin"/><Item imageName="zoë.jpg" ID="wren"/><Item imageName="y/2.jpg" ID="robin"/>',
  ],
  [
    'In-shop’s count and header',
    '3\nimage_name item_id status\n1.jpg robin train\nzoë.jpg wren query\ny/2.jpg robin train',
  ],
  [
    'Stanford Online Products’ columns',
    'id class_id path\n1 robin data/1.jpg\n2 wren data/zoë.jpg\n3 robin y/2.jpg',
  ],
  ['a count of lines before class and name', '1 robin 1.jpg\n2 wren zoë.jpg\n3 robin y/2.jpg'],
])('reads classes from %s', (_, text) => {
  expect(read(text).classes).toEqual({ 'x/1.jpg': 'robin', 'x/zoë.jpg': 'wren', 'y/2.jpg': 'robin' });
});

test('a count of its lines is no class, which is said: images.txt of CUB', () => {
  expect(read('1 x/1.jpg\n2 zoë.jpg\n3 y/2.jpg')).toMatchObject({
    classes: {},
    problems: [expect.stringMatching(/nothing but numbers that count its lines/)],
  });
});

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
