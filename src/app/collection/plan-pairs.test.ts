import { describe, expect, it } from 'vitest';
import { SAMPLE_PAIRS } from '../../core/samples/samples.ts';
import { allPairs, drawPairs, folderPairs, type PairSource } from './choose-pairs.ts';
import { isLeftBySystem, isList, isPicture } from './found-file.ts';
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
    subject: path,
    blob: () => Promise.resolve(new Blob()),
  };
};
const set = ['cats/1.jpg', 'cats/2.jpg', 'dogs/1.jpg', 'dogs/3.jpg', 'top.png'].map(picture);
const listed = (source: PairSource) => Array.from({ length: source.count }, (_, i) => source.at(i));
const names = (pairs: readonly { a: SetPicture; b: SetPicture }[]) =>
  pairs.map(({ a, b }) => `${picturePath(a)} ${picturePath(b)}`);

describe('choosing pairs', () => {
  it('takes every two once', () => {
    const pairs = listed(allPairs(set));
    expect(pairs).toEqual(set.flatMap((a, i) => set.slice(i + 1).map((b) => ({ a, b }))));
    expect(allPairs([]).count).toBe(0);
    expect(allPairs(set.slice(0, 1)).count).toBe(0);
  });

  it('takes those of one folder', () => {
    expect(names(listed(folderPairs(set)))).toEqual(['cats/1.jpg cats/2.jpg', 'dogs/1.jpg dogs/3.jpg']);
  });

  it('draws the same few every time, in order, none twice', () => {
    const order = names(listed(allPairs(set)));
    const drawn = names(drawPairs(allPairs(set), 4));
    expect(new Set(drawn).size).toBe(4);
    expect(names(drawPairs(allPairs(set), 4))).toEqual(drawn);
    expect(drawn.map((pair) => order.indexOf(pair))).toEqual(
      drawn.map((pair) => order.indexOf(pair)).sort((a, b) => a - b),
    );
    expect(names(drawPairs(allPairs(set), 10))).toEqual(order);
  });

  it('draws a few of tens of millions without making the others', () => {
    const many = Array.from({ length: 13_233 }, (_, i) => picture(`person ${i % 100}/${i}.jpg`));
    const [all, folders] = [allPairs(many), folderPairs(many)];
    expect(all.count).toBe((13_233 * 13_232) / 2);
    expect(names([all.at(all.count - 1)])).toEqual(['person 31/13231.jpg person 32/13232.jpg']);
    const drawn = drawPairs(folders, 500);
    expect(new Set(names(drawn)).size).toBe(500);
    expect(drawn.every(({ a, b }) => a.folder === b.folder)).toBe(true);
  });

  it('finds the bundled photographs of the suggested pairs', () => {
    const plan = planPairs({ pairing: 'suggested', list: '', limit: 100 }, setFromSamples('http://x/'));
    expect(plan.problems).toEqual([]);
    expect(plan.pairs).toHaveLength(SAMPLE_PAIRS.length);
    // Five frames of a cat make ten pairs, three photographs of dogs three, two cabinets one.
    const folders = planPairs({ pairing: 'folder', list: '', limit: 100 }, setFromSamples('http://x/'));
    expect(folders.pairs).toHaveLength(14);
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
    expect(pictures.map(picturePath)).toEqual(['a/1.jpg', 'b/2.jpg', 'b/copy.jpg']);
    expect(pictures[2]!.id).toBe(pictures[0]!.id);
    expect(problems).toEqual([
      '“b/copy.jpg” has the same content as “a/1.jpg”; both are kept.',
      '“b/x.jpg” could not be read.',
    ]);
    expect(seen).toEqual([1, 2, 3, 4]);
    const again = await setFromFiles([...found].reverse(), () => undefined);
    expect(again.pictures.map(({ id }) => id)).toEqual(pictures.map(({ id }) => id));
  });

  it('are not what systems leave beside them', () => {
    const of = (path: string) => ({ path, file: new File([], path) });
    const left = [
      ...['a/._1.jpg', '._1.jpg', '__MACOSX/a/1.jpg', 'a/.DS_Store', 'a/Icon\r'],
      ...[
        'Thumbs.db',
        'a/ehthumbs_vista.db',
        'a/desktop.ini',
        'a/1.jpg:Zone.Identifier',
        '$RECYCLE.BIN/1.jpg',
      ],
      ...['a/.AppleDouble/1.jpg', 'a/b/.ipynb_checkpoints/1-checkpoint.png', 'a/.git/1.png', 'a/.1.png'],
      ...['a/@eaDir/1.jpg/SYNOPHOTO_THUMB_M.jpg', 'a/.thumbnails/1.jpg', 'a/.picasa.ini'],
      ...['a/#recycle/1.jpg', 'a/@Recycle/b/1.jpg', 'RECYCLER/1.jpg', 'a/Thumbs.db:encryptable'],
    ].map(of);
    expect(left.filter(isPicture)).toEqual([]);
    expect(left.every(isLeftBySystem)).toBe(true);
    const meant = ['a/1.JPG', 'b/_1.png', 'my__MACOSX.webp', 'a.b/1.png', 'a/..1.png', 'a/icon.png'];
    // What was chosen itself was meant, whatever its name.
    expect([...meant, '.set/a/1.png', './a/1.png', '../a/1.png'].map(of).filter(isPicture)).toHaveLength(9);
    expect(['pairs.txt', 'a/list.CSV', 'a/._list.csv'].map(of).filter(isList)).toHaveLength(2);
  });
});
