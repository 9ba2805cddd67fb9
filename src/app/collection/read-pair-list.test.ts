import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';
import { NameIndex } from './name-index.ts';
import { picturePath, type SetPicture } from './picture-set.ts';
import { readPairList } from './read-pair-list.ts';

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
const read = (text: string, paths: readonly string[]) => {
  const { pairs, problems } = readPairList(text, new NameIndex(paths.map(picture)));
  return {
    pairs: pairs.map(({ a, b }) => `${picturePath(a)} ${picturePath(b)}`),
    same: pairs.map(({ same }) => same),
    lines: pairs.map(({ line }) => line),
    problems,
  };
};
const ABC = ['a.jpg', 'b.jpg', 'c.jpg'];
const two = ['a.jpg b.jpg', 'b.jpg c.jpg'];

describe('a list of pairs', () => {
  it.each([
    ['commas', 'a.jpg,b.jpg\nb.jpg,c.jpg'],
    ['semicolons and carriage returns', 'a.jpg;b.jpg\r\nb.jpg;c.jpg\r\n'],
    ['tabs', 'a.jpg\tb.jpg\nb.jpg\tc.jpg'],
    ['bars', '| a.jpg | b.jpg |\n| b.jpg | c.jpg |'],
    ['spaces', 'a.jpg b.jpg\nb.jpg  c.jpg'],
    ['quotes', '"a.jpg" , "b.jpg"\n"b.jpg","c.jpg"'],
    [
      'a byte order mark, comments and empty lines',
      '\uFEFFa.jpg,b.jpg\n\n# a note, of two parts\nb.jpg,c.jpg',
    ],
    ['a separator of its own on one line', 'a.jpg,b.jpg\nb.jpg;c.jpg'],
    ['Excel’s own first line', 'sep=;\na.jpg;b.jpg\nb.jpg;c.jpg'],
    ['single quotes', "'a.jpg','b.jpg'\n'b.jpg','c.jpg'"],
    ['quotes of a word processor', '“a.jpg”,“b.jpg”\n„b.jpg“,«c.jpg»'],
    ['tuples of Python', "[('a.jpg', 'b.jpg'),\n ('b.jpg', 'c.jpg')]"],
    ['JSON', '[\n  ["a.jpg", "b.jpg"],\n  ["b.jpg", "c.jpg"]\n]\n'],
    ['JSON in one line', '[["a.jpg","b.jpg"],["b.jpg","c.jpg"]]'],
    ['JSON with keys', '[{"left": "a.jpg", "right": "b.jpg"}, {"left": "b.jpg", "right": "c.jpg"}]'],
    ['commas of a Chinese keyboard', 'a.jpg，b.jpg\nb.jpg，c.jpg'],
    ['commas of an Arabic keyboard', 'a.jpg، b.jpg\nb.jpg، c.jpg'],
    ['comments of a program', '// a note, of two parts\na.jpg,b.jpg\n// and another\nb.jpg,c.jpg'],
    ['other ends of lines', 'a.jpg,b.jpg\u2028b.jpg,c.jpg\v'],
    ['marks of direction', '\u200ea.jpg,\u202ab.jpg\u202c\nb.jpg,\u2068c.jpg\u2069'],
    ['quotes around Excel’s own first line', '"sep=;"\na.jpg;b.jpg\nb.jpg;c.jpg'],
    ['a quoted note over two lines', 'a.jpg,b.jpg,"one\ntwo, three"\nb.jpg,c.jpg,"four"'],
    ['a quote that is never closed', '"a.jpg,b.jpg\nb.jpg,c.jpg'],
    ['formulas', '="a.jpg",="b.jpg"\n="b.jpg",="c.jpg"'],
    ['signs between two names', 'a.jpg = b.jpg\nb.jpg=c.jpg'],
    ['a colon between two names', 'a.jpg:b.jpg\nb.jpg: c.jpg'],
    ['comments behind names', 'a.jpg,b.jpg # good\nb.jpg,c.jpg // bad'],
    ['notes of other programs', '% a note, too\na.jpg,b.jpg\n-- and, another\nb.jpg,c.jpg'],
    ['full stops behind names', 'a.jpg,b.jpg.\nb.jpg,c.jpg…'],
    ['zeros', 'a.jpg\0,b.jpg\nb.jpg,c.jpg\0'],
    ['a byte order mark in the middle', 'a.jpg,b.jpg\n\uFEFFb.jpg,c.jpg'],
    ['old Macs’ ends of lines', 'a.jpg,b.jpg\rb.jpg,c.jpg\r'],
    ['a name of a program’s list', 'pairs = [("a.jpg", "b.jpg"),\n  ("b.jpg", "c.jpg")]'],
    ['JSON over many lines', '[\n [\n "a.jpg",\n "b.jpg"\n ],\n [\n "b.jpg",\n "c.jpg"\n ]\n]'],
    ['JSON below a key', '{"version": 1, "pairs": [["a.jpg","b.jpg"],["b.jpg","c.jpg"]]}'],
    ['JSON, names by name', '{"a.jpg": ["b.jpg"], "b.jpg": "c.jpg"}'],
    ['JSON, columns', '{"left": ["a.jpg", "b.jpg"], "right": ["b.jpg", "c.jpg"]}'],
    ['JSON of pandas', '{"l":{"0":"a.jpg","1":"b.jpg"},"r":{"0":"b.jpg","1":"c.jpg"}}'],
    ['JSON of records by name', '{"p1":{"l":"a.jpg","r":"b.jpg"},"p2":{"r":"c.jpg","l":"b.jpg"}}'],
    ['JSON, keys in any order', '[{"n":3,"l":"a.jpg","r":"b.jpg"},{"r":"c.jpg","l":"b.jpg","n":7}]'],
    ['JSON, one a line', '{"l":"a.jpg","r":"b.jpg"}\n{"r":"c.jpg","l":"b.jpg"}\n'],
    ['YAML', '- l: a.jpg\n  r: b.jpg\n- l: b.jpg\n  r: "c.jpg"'],
    ['XML', '<?xml version="1.0"?>\n<all><pair l="a.jpg" r="b.jpg"/>\n<pair r="c.jpg" l="b.jpg"/></all>'],
    ['XML, elements in elements', '<p><l>a.jpg</l><r>b.jpg</r></p><p><l>b.jpg</l><r>c.jpg</r></p>'],
    [
      'a table of HTML',
      '<table><tr><td>a.jpg</td><td>b.jpg<tr><td>x</table>'.replace(
        '<tr><td>x',
        '</td></tr><tr><td>b.jpg</td><td>c.jpg</td></tr>',
      ),
    ],
  ])('is read with %s', (_, text) => {
    expect(read(text, ABC)).toMatchObject({ pairs: two, problems: [] });
  });

  it('finds its columns by the pictures, and labels and indices beside them', () => {
    const labelled = read('1 a.jpg b.jpg\n0 b.jpg c.jpg', ABC);
    expect(labelled).toMatchObject({ pairs: two, same: [true, false], problems: [] });
    const late = read('17,a.jpg,b.jpg,same\n18,b.jpg,c.jpg,different', ABC);
    expect(late).toMatchObject({ pairs: two, same: [true, false] });
  });

  it('takes spaces inside quotes, or behind a backslash, for part of a name', () => {
    for (const text of ['"a 1.jpg" "b 2.jpg"\n"b 2.jpg" c.jpg', 'a\\ 1.jpg b\\ 2.jpg\nb\\ 2.jpg c.jpg'])
      expect(read(text, ['a 1.jpg', 'b 2.jpg', 'c.jpg'])).toMatchObject({
        pairs: ['a 1.jpg b 2.jpg', 'b 2.jpg c.jpg'],
        problems: [],
      });
  });

  it('finds the head of a table below what programs put above it', () => {
    const marked = read('| left | right |\n|---|:--|\n| a.jpg | b.jpg |\n| b.jpg | c.jpg |', ABC);
    expect(marked).toMatchObject({ pairs: two, problems: [expect.stringMatching(/^Line 1 is taken/)] });
    const excel = read('sep=;\nleft;right;same\na.jpg;b.jpg;1\nb.jpg;c.jpg;0', ABC);
    expect(excel).toMatchObject({ pairs: two, same: [true, false], lines: [3, 4] });
    expect(excel.problems).toHaveLength(1);
  });

  it.each([
    ['pandas writes an index, and True', ',left,right,same\n0,a.jpg,b.jpg,True\n1,b.jpg,c.jpg,False'],
    ['signs', 'a.jpg b.jpg +1\nb.jpg c.jpg -1'],
    ['decimals', 'a.jpg,b.jpg,1.00\nb.jpg,c.jpg,0.00'],
    ['a spreadsheet in German', 'a.jpg;b.jpg;WAHR\nb.jpg;c.jpg;FALSCH'],
    ['a spreadsheet in French', 'a.jpg;b.jpg;VRAI\nb.jpg;c.jpg;FAUX'],
    ['a spreadsheet in Russian', 'a.jpg;b.jpg;ИСТИНА\nb.jpg;c.jpg;ЛОЖЬ'],
    ['German', 'a.jpg;b.jpg;ja\nb.jpg;c.jpg;nein'],
    ['Chinese', 'a.jpg,b.jpg,是\nb.jpg,c.jpg,否'],
    ['a column of JSON', '{"a":["a.jpg","b.jpg"],"b":["b.jpg","c.jpg"],"same":[1,0]}'],
    ['JSON', '[{"a":"a.jpg","b":"b.jpg","same":true},{"a":"b.jpg","b":"c.jpg","same":false}]'],
  ])('reads what is same and what is not: %s', (_, text) => {
    expect(read(text, ABC)).toMatchObject({ pairs: two, same: [true, false] });
  });

  it.each([
    ['an index first', '1,3.jpg,4.jpg\n2,5.jpg,6.jpg\n3,1.jpg,2.jpg'],
    ['an index last, and a header', 'A,B,no\n3.jpg,4.jpg,1\n5.jpg,6.jpg,2\n1.jpg,2.jpg,3'],
    ['a label between', '3.jpg 1 4.jpg\n5.jpg 0 6.jpg\n1.jpg 0 2.jpg'],
    ['an index and a label first, names without endings', '1;1;3;4\n2;0;5;6\n3;0;1;2'],
  ])('takes no number for a picture that is called so: %s', (_, text) => {
    const set = [1, 2, 3, 4, 5, 6].map((i) => `${i}.jpg`);
    expect(read(text, set).pairs).toEqual(['3.jpg 4.jpg', '5.jpg 6.jpg', '1.jpg 2.jpg']);
  });

  it('takes a first line that names no picture as a header, whatever its language, and says so', () => {
    const { pairs, same, problems } = read('Bild 1;Bild 2;gleich\na.jpg;b.jpg;1\nb.jpg;c.jpg;0', ABC);
    expect(pairs).toEqual(two);
    expect(same).toEqual([true, false]);
    expect(problems).toEqual(['Line 1 is taken as the header: “Bild 1;Bild 2;gleich”.']);
  });

  it('finds the header below a note', () => {
    const { pairs, problems } = read('# made in May\nleft,right\na.jpg,b.jpg\nb.jpg,c.jpg', ABC);
    expect(pairs).toEqual(two);
    expect(problems).toEqual(['Line 2 is taken as the header: “left,right”.']);
  });

  it('reads LFW’s pairs.txt', () => {
    const set = ['Ann_Li/Ann_Li_0001.jpg', 'Ann_Li/Ann_Li_0004.jpg', 'Bo/Bo_0003.jpg'];
    const { pairs, same } = read('1\t300\nAnn_Li\t1\t4\nAnn_Li\t1\tBo\t3', set);
    expect(pairs).toEqual([`${set[0]} ${set[1]}`, `${set[0]} ${set[2]}`]);
    expect(same).toEqual([true, false]);
    // As spreadsheets save it, which fill up the shorter lines.
    const csv = read('name,imagenum1,imagenum2,\nAnn_Li,1,4,\nAnn_Li,1,Bo,3', set);
    expect(csv).toMatchObject({ pairs, same });
  });

  it('names entries of data by their number', () => {
    expect(read('[\n["a.jpg","b.jpg"],\n["a.jpg","x.jpg"],["a.jpg","b.jpg"]]', ABC).problems).toEqual([
      'Entry 2: there is no picture “x.jpg”.',
      'Entry 3 repeats entry 1; the pair counts once.',
    ]);
  });

  it('finds names with spaces between spaces', () => {
    expect(read('a b.jpg c d e.jpg 1\nc d e.jpg f.jpg 0', ['a b.jpg', 'c d e.jpg', 'f.jpg'])).toMatchObject({
      pairs: ['a b.jpg c d e.jpg', 'c d e.jpg f.jpg'],
      problems: [],
    });
  });

  it('says what is wrong with a list as a whole, and what helps', () => {
    const only = (text: string, paths = ABC) => {
      const { pairs, problems } = read(text, paths);
      return { pairs: pairs.length, first: problems[0], others: problems.length - 1 };
    };
    // Lists of CUB, Stanford Online Products and VeRi: of pictures and their classes.
    const one: unknown = expect.stringMatching(
      /^This list names one picture a line, such as “a\.jpg”, .*“Gallery”/,
    );
    for (const text of [
      '1 a.jpg\n2 b.jpg\n3 c.jpg',
      'image_id class_id path\n1 7 x/a.jpg\n2 7 x/b.jpg',
      '<Item imageName="a.jpg" vehicleID="0001"/>\n<Item imageName="b.jpg" vehicleID="0001"/>',
    ])
      expect(only(text)).toMatchObject({ pairs: 0, others: 0 });
    expect(only('a.jpg\nb.jpg')).toEqual({ pairs: 0, first: one, others: 0 });
    // A count of lines is no column of names because one picture is called like a number of it.
    expect(only('1 a.jpg\n2 b.jpg\n3 3.jpg\n4 c.jpg', [...ABC, '3.jpg'])).toMatchObject({ pairs: 0 });
    const none = only('x.jpg,y.jpg\ny.jpg,z.jpg');
    expect(none.first).toMatch(/^None of the names.*the list has “x\.jpg”, the set “a\.jpg”/);
    expect(only('PK\u0003\u0004\0 a.jpg').first).toMatch(/workbook or an archive.*save the sheet as CSV/);
    expect(only('anchor,yes,no\na.jpg,b.jpg,c.jpg\nb.jpg,c.jpg,a.jpg')).toEqual({
      pairs: 2,
      first: 'More than two columns name pictures: pairs are made of columns 1 and 2, column 3 is not used.',
      others: 1,
    });
    expect(only('a.jpg,a.jpg')).toEqual({
      pairs: 1,
      first: 'Line 1 names one picture twice; it is a pair with itself.',
      others: 0,
    });
    // None of the encodings has these names.
    const unread = only('a.jpg,M\ufffdller.jpg\nb.jpg,c.jpg', [...ABC, 'Müller.jpg']);
    expect(unread.first).toMatch(
      /^No name with letters such as those of “M\ufffdller\.jpg” is found.*Save it as UTF-8/,
    );
    expect(only('Bild Ä,Bild Ö\na.jpg,b.jpg', [...ABC, 'Müller.jpg']).first).toMatch(
      /is taken as the header/,
    );
  });

  it('says which line is not used, and why', () => {
    const { pairs, problems } = read('a.jpg,b.jpg\nonly-one.jpg\n,b.jpg\na.jpg,x.jpg\na.jpg,b.jpg', ABC);
    expect(pairs).toEqual(['a.jpg b.jpg']);
    expect(problems).toEqual([
      'Line 2 does not name two pictures: “only-one.jpg”.',
      'Line 3 does not name two pictures: “,b.jpg”.',
      'Line 4: there is no picture “x.jpg”.',
      'Line 5 repeats line 1; the pair counts once.',
    ]);
  });

  it('takes no later line for the header where the first names begin like a note', () => {
    const { pairs, problems } = read('#3.jpg,b.jpg\nx.jpg,y.jpg', ['#3.jpg', 'b.jpg']);
    expect(pairs).toEqual(['#3.jpg b.jpg']);
    expect(problems.join(' ')).not.toContain('header');
    expect(problems).not.toEqual([]);
  });

  it('keeps an unquoted semicolon in a list by commas, and names that begin with #', () => {
    const set = ['one; two.jpg', '#3.jpg', 'b.jpg'];
    expect(read('one; two.jpg,b.jpg\n#3.jpg,b.jpg', set)).toMatchObject({
      pairs: ['one; two.jpg b.jpg', '#3.jpg b.jpg'],
      problems: [],
    });
  });

  it('reads 6,000 lines for 2,000 pictures at once', () => {
    const set = Array.from({ length: 2000 }, (_, i) => `class ${i % 40}/picture ${i}.jpg`);
    const lines = Array.from({ length: 6000 }, (_, i) => `${set[i % 2000]},${set[(i * 7 + 1) % 2000]}`);
    const lookups = new NameIndex(set.map(picture));
    let asked = 0;
    const counting = Object.create(lookups) as NameIndex;
    counting.find = (name) => {
      asked += 1;
      return lookups.find(name);
    };
    expect(readPairList(lines.join('\n'), counting).pairs.length).toBeGreaterThan(1900);
    // A few looks for every line, not one for every picture.
    expect(asked).toBeLessThan(6000 * 4);
  });
});

describe('a name', () => {
  const index = new NameIndex(
    [
      'cats/1.jpg',
      'cats/2.jpg',
      'dogs/1.jpg',
      'dogs/Müller.JPG'.normalize('NFD'),
      'a b.png',
      'x/deep/9.png',
      "l'été - straße.jpg",
      'İzmir 1.jpg',
    ].map(picture),
  );
  const find = (text: string) => {
    const found = index.find(text);
    return found && 'picture' in found
      ? picturePath(found.picture).normalize('NFC')
      : (found?.several.length ?? null);
  };

  it.each([
    ['cats/1.jpg', 'cats/1.jpg'],
    ['dogs\\1.jpg', 'dogs/1.jpg'],
    ['./2.jpg', 'cats/2.jpg'],
    ['/data/set/dogs/1.jpg', 'dogs/1.jpg'],
    ['deep/9.png', 'x/deep/9.png'],
    ['dogs/Müller.JPG', 'dogs/Müller.JPG'],
    ['müller.jpg', 'dogs/Müller.JPG'],
    ['dogs/M%C3%BCller.jpg', 'dogs/Müller.JPG'],
    ['a%20b.png', 'a b.png'],
    ['cats/2', 'cats/2.jpg'],
    ['somewhere/else/2.jpg', 'cats/2.jpg'],
    ['\u200bcats/2.jpg\ufeff', 'cats/2.jpg'],
    ['l’été – STRASSE.JPG', "l'été - straße.jpg"],
    ['izmir\u00a0１.jpg', 'İzmir 1.jpg'],
    ['https://example.org/img/2.jpg?size=200#top', 'cats/2.jpg'],
  ])('%s stands for %s', (text, path) => {
    expect(find(text)).toBe(path);
  });

  it('that several pictures have stands for none of them', () => {
    expect(find('1.jpg')).toBe(2);
    expect(find('nobody.jpg')).toBeNull();
    expect(find('__proto__')).toBeNull();
  });
});

describe('the text of a file', () => {
  const bytes = (...values: number[]) => decodeText(Uint8Array.from(values));

  it('is decoded as it was saved', () => {
    expect(bytes(0xef, 0xbb, 0xbf, 0x61)).toBe('a');
    expect(bytes(0x4d, 0xfc)).toBe('Mü');
    expect(bytes(0x4d, 0xc3, 0xbc)).toBe('Mü');
    expect(bytes(0xff, 0xfe, 0x61, 0x00)).toBe('a');
    expect(bytes(0x61, 0x00, 0x2c, 0x00)).toBe('a,');
    expect(bytes(0x00, 0x61, 0x00, 0x2c)).toBe('a,');
  });

  it.each([
    ['Windows-1251', 'eaeef8eae02e6a70672cf1eee1e0eae02e6a7067', ['кошка.jpg', 'собака.jpg']],
    ['KOI8-R', 'cbcfdbcbc12e6a70672cd3cfc2c1cbc12e6a7067', ['кошка.jpg', 'собака.jpg']],
    ['Shift-JIS', '944c2e6a70672c8ca282cc8eca905e2e6a7067', ['猫.jpg', '犬の写真.jpg']],
    ['GBK', 'c3a8dfe42e6a70672cd0a1b9b72e6a7067', ['猫咪.jpg', '小狗.jpg']],
    ['Big5', 'bfdfab7d2e6a70672ca470aaaf2e6a7067', ['貓咪.jpg', '小狗.jpg']],
    ['EUC-KR', 'b0edbee7c0cc2e6a70672cb0b32e6a7067', ['고양이.jpg', '개.jpg']],
    ['Windows-1250', '9ee162612e6a70672c6bf9f22e6a7067', ['žába.jpg', 'kůň.jpg']],
    ['Windows-1253', 'e3dcf4e12e6a70672cf3eafdebeff22e6a7067', ['γάτα.jpg', 'σκύλος.jpg']],
    ['Mac Roman', '4b8a73652e6a70672c8e748e2e6a7067', ['Käse.jpg', 'été.jpg']],
    [
      'UTF-8, read as Windows-1252 and saved again',
      '4bc383c2a473652e6a70672c612e6a7067',
      ['Käse.jpg', 'a.jpg'],
    ],
    ['UTF-8 with one byte that is none', '4bc3a473652e6a70672c612e6a70670affff', ['Käse.jpg', 'a.jpg']],
    [
      'UTF-16 of Chinese names',
      '2b73aa542e006a00700067002c000f5cd7722e006a0070006700',
      ['猫咪.jpg', '小狗.jpg'],
    ],
  ])('is in the encoding under which it names pictures: %s', (_, hex, paths) => {
    const index = new NameIndex([...paths, 'other.jpg'].map(picture));
    const text = decodeText(Uint8Array.from(Buffer.from(hex, 'hex')), index);
    expect(read(text, paths).pairs).toEqual([paths.join(' ')]);
  });

  it('is found beyond many lines of plain letters', () => {
    const plain = Buffer.from('a.jpg,b.jpg,1\n'.repeat(3000));
    const last = Buffer.from('eaeef8eae02e6a70672cf1eee1e0eae02e6a7067', 'hex');
    const paths = [...ABC, 'кошка.jpg', 'собака.jpg'];
    const text = decodeText(Uint8Array.from([...plain, ...last]), new NameIndex(paths.map(picture)));
    expect(read(text, paths).pairs).toContain('кошка.jpg собака.jpg');
  });
});
