import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MODELS } from '../../src/core/models/index.ts';
import { SAMPLES } from '../../src/core/samples/samples.ts';
import { billOfMaterials } from './bill-of-materials.mjs';
import { COMPILED_IN } from './compiled-in.mjs';
import { ALLOWED, isAllowed, packageOf, readLicence } from './licences.mjs';
import { assetNotices, unaccounted } from './shipped-files.mjs';

test('a module belongs to the innermost package', () => {
  expect(packageOf('/a/node_modules/@scope/name/dist/x.js')).toBe('/a/node_modules/@scope/name');
  expect(packageOf('/a/node_modules/one/node_modules/two/x.js')).toBe('/a/node_modules/one/node_modules/two');
  expect(packageOf('/a/src/x.js')).toBeNull();
});

test('licences are read off the package, with their text', () => {
  const { name, licence, text } = readLicence('node_modules/react');
  expect({ name, licence }).toEqual({ name: 'react', licence: 'MIT' });
  expect(text).toMatch(/permission is hereby granted/i);
});

test('where several licences hold at once, all have to be on the list', () => {
  expect(isAllowed('MIT')).toBe(true);
  expect(isAllowed('(Apache-2.0 AND BSD-3-Clause)')).toBe(true);
  expect(isAllowed('(Apache-2.0 AND GPL-3.0)')).toBe(false);
  expect(isAllowed('(MIT OR GPL-3.0)')).toBe(false);
});

test('models and photographs state a licence under which they may be shipped', () => {
  for (const { source } of Object.values(MODELS)) expect([...ALLOWED]).toContain(source.licence);
  for (const { licence, credit } of SAMPLES) {
    expect(licence).toMatch(/public domain|CC0|PDDL|^MIT$/i);
    expect(credit).not.toBe('');
  }
});

test('a shipped file that nobody speaks for is found', () => {
  const known = ['index.html', 'assets/index-x.js', 'models/faces/weights.bin', 'samples/boats.jpg', 'sw.js'];
  expect(unaccounted(known)).toEqual([]);
  const unknown = ['models/dogs/weights.bin', 'samples/stranger.jpg', 'assets/other-x.wasm', 'fonts/a.woff2'];
  expect(unaccounted([...known, ...unknown])).toEqual(unknown);
});

test('what ships beside the bundle has its notice: what the wasm is made of, networks, photographs', () => {
  for (const { licence, text } of COMPILED_IN) {
    expect([...ALLOWED]).toContain(licence);
    expect(text).toMatch(/^Copyright/);
    expect(text).toMatch(/permission is hereby granted|redistribution and use in source and binary forms/i);
  }
  expect(COMPILED_IN.map(({ name }) => name)).toContain('XNNPACK');
  const notices = assetNotices();
  expect(notices.filter(({ name }) => name.startsWith('The network'))).toHaveLength(
    Object.keys(MODELS).length,
  );
  const all = notices.map(({ text }) => text).join('\n');
  for (const { title } of SAMPLES) expect(all).toContain(title);
  expect(all).toMatch(/unknown/);
});

test('TensorFlow.js comes without a text and is given one; whoever else does fails the build', () => {
  expect(readLicence('node_modules/@tensorflow/tfjs-core').text).toMatch(/Google LLC.*Apache License 2\.0/s);
  const folder = mkdtempSync(join(tmpdir(), 'semblance-'));
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'x', version: '1.0.0', license: 'MIT' }),
  );
  expect(readLicence('node_modules/@bufbuild/protobuf').text).toMatch(
    /Buf Technologies.*Neither the name of Google/s,
  );
  expect(() => readLicence(folder)).toThrow(/x \(MIT, \) comes without the text/);
  rmSync(folder, { recursive: true });
});

test('the bill of materials names every package of the lock file with its sum, and what of it ships', () => {
  const bom = JSON.parse(billOfMaterials(new Set(['react']), COMPILED_IN));
  expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5' });
  const of = (name) => bom.components.find((each) => each.name === name);
  expect(of('react')).toMatchObject({ scope: 'required', purl: expect.stringMatching(/^pkg:npm\/react@\d/) });
  expect(of('react').hashes[0]).toMatchObject({
    alg: 'SHA-512',
    content: expect.stringMatching(/^[0-9a-f]{128}$/),
  });
  expect(of('@tensorflow/tfjs').scope).toBe('excluded');
  expect(of('XNNPACK').licenses).toEqual([{ license: { id: 'BSD-3-Clause' } }]);
  const refs = bom.components.map((each) => each['bom-ref']);
  expect(new Set(refs).size).toBe(refs.length);
});
