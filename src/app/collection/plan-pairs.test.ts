import { describe, expect, it } from 'vitest';
import { allPairs, drawPairs, folderPairs } from './choose-pairs.ts';
import { matchPairs } from './match-pairs.ts';
import { parsePairList } from './parse-pair-list.ts';
import { picturePath, type SetPicture } from './picture-set.ts';
import { planPairs } from './plan-pairs.ts';
import { setFromFiles } from './set-from-files.ts';
import { setFromSamples } from './set-from-samples.ts';

const picture = (path: string): SetPicture => {
  const cut = path.lastIndexOf('/');
  return {
    id: path,
    name: path.slice(cut + 1),
    folder: path.slice(0, Math.max(cut, 0)),
    blob: () => Promise.resolve(new Blob()),
  };
};
const set = ['cats/1.jpg', 'cats/2.jpg', 'dogs/1.jpg', 'dogs/3.jpg', 'top.png'].map(picture);
const names = (pairs: readonly { a: SetPicture; b: SetPicture }[]) =>
  pairs.map(({ a, b }) => `${picturePath(a)} ${picturePath(b)}`);

describe('choosing pairs', () => {
  it('takes every two once', () => {
    expect(allPairs(set)).toHaveLength(10);
    expect(new Set(names(allPairs(set))).size).toBe(10);
  });

  it('takes those of one folder', () => {
    expect(names(folderPairs(set))).toEqual(['cats/1.jpg cats/2.jpg', 'dogs/1.jpg dogs/3.jpg']);
  });

  it('draws the same few every time, in order, none twice', () => {
    const pairs = allPairs(set);
    const drawn = drawPairs(pairs, 4);
    expect(drawn).toHaveLength(4);
    expect(drawPairs(pairs, 4)).toEqual(drawn);
    expect(drawn.map((pair) => pairs.indexOf(pair))).toEqual(
      drawn.map((pair) => pairs.indexOf(pair)).sort((a, b) => a - b),
    );
    expect(drawPairs(pairs, 10)).toBe(pairs);
  });

  it('finds the bundled photographs of the suggested pairs', () => {
    const plan = planPairs({ pairing: 'suggested', list: '', limit: 100 }, setFromSamples('http://x/'));
    expect(plan.problems).toEqual([]);
    expect(plan.pairs).toHaveLength(8);
    const cats = planPairs({ pairing: 'folder', list: '', limit: 100 }, setFromSamples('http://x/'));
    expect(cats.pairs).toHaveLength(10);
  });
});

describe('a list of pairs', () => {
  it('is read with any separator, quotes, a header, a byte order mark, comments and empty lines', () => {
    const text =
      '\uFEFFimage_a,image_b\r\na.jpg,b.jpg\n\n# note\nc.jpg;d.jpg;1\ne.jpg\tf.jpg\n"x, ""y"".jpg" , z.jpg\r';
    expect(parsePairList(text)).toEqual({
      pairs: [
        { line: 2, a: 'a.jpg', b: 'b.jpg' },
        { line: 5, a: 'c.jpg', b: 'd.jpg' },
        { line: 6, a: 'e.jpg', b: 'f.jpg' },
        { line: 7, a: 'x, "y".jpg', b: 'z.jpg' },
      ],
      problems: [],
    });
  });

  it('says which line names no two pictures', () => {
    const { pairs, problems } = parsePairList('a.jpg,b.jpg\nonly-one.jpg\n,b.jpg');
    expect(pairs).toHaveLength(1);
    expect(problems).toEqual([
      'Line 2 does not name two pictures: “only-one.jpg”.',
      'Line 3 does not name two pictures: “,b.jpg”.',
    ]);
  });

  it('is matched by path, by unique name and by the end of a longer path', () => {
    const { pairs, problems } = matchPairs(
      [
        { line: 1, a: 'cats/1.jpg', b: 'dogs\\1.jpg' },
        { line: 2, a: 'top.png', b: './2.jpg' },
        { line: 3, a: '/data/set/dogs/3.jpg', b: 'cats/2.jpg' },
        { line: 4, a: '1.jpg', b: 'top.png' },
        { line: 5, a: 'nobody.jpg', b: 'top.png' },
      ],
      set,
    );
    expect(names(pairs)).toEqual(['cats/1.jpg dogs/1.jpg', 'top.png cats/2.jpg', 'dogs/3.jpg cats/2.jpg']);
    expect(problems).toEqual([
      'Line 4: several pictures are called “1.jpg”; write the folder too.',
      'Line 5: there is no picture “nobody.jpg”.',
    ]);
  });
});

describe('files as a set', () => {
  it('are in the same order however they came, each content once, unreadable ones named', async () => {
    const file = (text: string, path: string) => ({ path, file: new File([text], path) });
    const broken = {
      path: 'b/x.jpg',
      file: Object.assign(new File([], 'x.jpg'), { arrayBuffer: () => Promise.reject(new Error('gone')) }),
    };
    const found = [file('2', 'b/2.jpg'), file('1', 'a/1.jpg'), file('1', 'b/copy.jpg'), broken];
    const seen: number[] = [];
    const { pictures, problems } = await setFromFiles(found, (done) => seen.push(done));
    expect(pictures.map(picturePath)).toEqual(['a/1.jpg', 'b/2.jpg']);
    expect(problems).toEqual([
      '“b/copy.jpg” is the same picture as “1.jpg”.',
      '“b/x.jpg” could not be read.',
    ]);
    expect(seen).toEqual([1, 2, 3, 4]);
    const again = await setFromFiles([...found].reverse(), () => undefined);
    expect(again.pictures.map(({ id }) => id)).toEqual(pictures.map(({ id }) => id));
  });
});
