import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { encodeNpy, encodeNpyText } from '../../core/npy.ts';
import { readVectors } from './read-vectors.ts';

const file = (parts: Record<string, Uint8Array>) => new File([zipSync(parts)], 'set.npz');
const matrix = encodeNpy(Float32Array.of(1, 2, 3, 4, 1, 2), [3, 2]);

test('an npz of vectors and names is a group, equal rows one subject', async () => {
  const names = encodeNpyText(['x/a.jpg', 'b.jpg', 'c.jpg']);
  const { name, members } = await readVectors(file({ 'vectors.npy': matrix, 'names.npy': names }));
  expect(name).toBe('“set.npz”');
  expect(members.map((one) => [one.name, [...one.vector!]])).toEqual([
    ['x/a.jpg', [1, 2]],
    ['b.jpg', [3, 4]],
    ['c.jpg', [1, 2]],
  ]);
  expect(members[0]!.subject).toBe(members[2]!.subject);
  expect(members[0]!.subject).not.toBe(members[1]!.subject);
});

test('a matrix under another name, or alone in a .npy, will do', async () => {
  for (const one of [file({ 'arr_0.npy': matrix }), new File([matrix], 'x.npy')])
    expect((await readVectors(one)).members.map(({ name }) => name)).toEqual(['row 1', 'row 2', 'row 3']);
});

test.each([
  ['two matrices and no name to go by', file({ 'p.npy': matrix, 'q.npy': matrix }), 'holds 2 matrices'],
  ['no matrix', file({ 'p.npy': encodeNpy(Float32Array.of(1), [1]) }), 'holds 0 matrices'],
  [
    'whole numbers',
    file({
      'vectors.npy': Uint8Array.from(matrix, (byte, i) => (i === matrix.indexOf(0x66, 12) ? 0x69 : byte)),
    }),
    'ascontiguousarray',
  ],
  ['nothing', file({ 'vectors.npy': encodeNpy(new Float32Array(0), [0, 4]) }), 'is empty'],
  ['not a number', file({ 'vectors.npy': encodeNpy(Float32Array.of(Number.NaN), [1, 1]) }), 'not finite'],
  ['a damaged zip', new File(['PK, but no more'], 'x.npz'), 'is damaged'],
])('%s is refused in words', async (_, given, words) => {
  await expect(readVectors(given)).rejects.toThrow(words);
});
