import { expect, test } from 'vitest';
import { NameIndex } from './name-index.ts';
import type { SetPicture } from './picture-set.ts';
import { readRankedList } from './read-ranked-list.ts';

const picture = (folder: string, name: string): SetPicture => ({
  id: `${folder}/${name}`,
  name,
  folder,
  subject: name,
  blob: () => Promise.resolve(new Blob()),
});
const index = new NameIndex([
  picture('x', 'a.jpg'),
  picture('x', 'b.jpg'),
  picture('y', 'c.jpg'),
  picture('y', 'd.jpg'),
  picture('x', 'd.jpg'),
]);
const read = (text: string) => {
  const { lists, problems } = readRankedList(text, index);
  return {
    lists: [...lists].map(([query, hits]) => [
      query.name,
      hits.map(({ picture: { name }, score }) => [name, score]),
    ]),
    problems,
  };
};

test.each([
  [
    'a CSV with a header, columns in any order',
    '\uFEFFscore;hit;query\r\n0.9;x/b.jpg;a.jpg\r\n0.5;c.jpg;a.jpg\r\n',
  ],
  ['a CSV with semicolons and decimal commas', 'query;hit;score\r\na.jpg;b.jpg;0,9\r\na.jpg;c.jpg;"0,5"\r\n'],
  ['a CSV without one', 'a.jpg,b.jpg,0.9\na.jpg,c,0.5'],
  [
    'JSON as a list',
    '[{"query":"a.jpg","hit":"b.jpg","score":0.9},{"query":"a.jpg","hit":"c.jpg","score":0.5}]',
  ],
  ['JSON by query', '{"a.jpg":[{"hit":"b.jpg","score":0.9},{"hit":"C.JPG","score":"0.5"}]}'],
])('%s', (_, text) => {
  expect(read(text)).toEqual({
    lists: [
      [
        'a.jpg',
        [
          ['b.jpg', 0.9],
          ['c.jpg', 0.5],
        ],
      ],
    ],
    problems: [],
  });
});

test('hits keep the order of the file, whatever their scores are, and may have none', () => {
  expect(read('{"a.jpg":["c.jpg","b.jpg"]}').lists).toEqual([
    [
      'a.jpg',
      [
        ['c.jpg', Number.NaN],
        ['b.jpg', Number.NaN],
      ],
    ],
  ]);
  expect(read('query,hit,distance\na.jpg,b.jpg,1\na.jpg,c.jpg,2').lists[0]![1]).toEqual([
    ['b.jpg', 1],
    ['c.jpg', 2],
  ]);
});

test('what is not used is said, with the reason', () => {
  expect(read('query,hit,score\na.jpg,none.jpg,1\nb.jpg,d.jpg,1\nb.jpg,a.jpg,1')).toEqual({
    lists: [['b.jpg', [['a.jpg', 1]]]],
    problems: [
      'Row 2: there is no picture “none.jpg”.',
      'Row 3: 2 pictures could be “d.jpg”; write the folder too.',
    ],
  });
});

test.each(['', '{"a": 1}', '[1', 'only one column'])('%j is refused in words', (text) => {
  expect(() => read(text)).toThrow('This is no ranked list');
});
