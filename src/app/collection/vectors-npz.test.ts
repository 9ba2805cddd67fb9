import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { decodeNpy, decodeNpyText } from '../../core/npy.ts';
import { vectorTable } from '../../core/retrieval/vector-table.ts';
import { vectorsNpz } from './vectors-npz.ts';

test('vectors leave with names and classes of their pictures, row by row', async () => {
  const table = vectorTable([Float32Array.of(1.5, -2), Float32Array.of(0, 1e-7), Float32Array.of(3, 4)]);
  const settings = { model: 'objects', size: [224, 224], fit: 'stretch', backend: null } as const;
  const names = ['birds/zoë 1.jpg', 'x.png', '鳥/2.jpg'];
  const made = vectorsNpz(table, { names, classes: ['birds', '', '鳥'], settings });
  const parts = unzipSync(new Uint8Array(await made.arrayBuffer()));
  const vectors = decodeNpy(parts['vectors.npy']!);
  expect(vectors.shape).toEqual([3, 2]);
  expect(vectors.data).toEqual(table.data);
  expect(decodeNpyText(parts['names.npy']!)).toEqual(names);
  expect(decodeNpyText(parts['classes.npy']!)).toEqual(['birds', '', '鳥']);
  expect(JSON.parse(new TextDecoder().decode(parts['settings.json']))).toEqual(settings);
});
