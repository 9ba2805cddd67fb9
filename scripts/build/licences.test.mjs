import { expect, test } from 'vitest';
import { MODELS } from '../../src/core/models/index.ts';
import { SAMPLES } from '../../src/core/samples/samples.ts';
import { ALLOWED, isAllowed, packageOf, readLicence } from './licences.mjs';

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
    expect(licence).toMatch(/public domain|CC0|PDDL/i);
    expect(credit).not.toBe('');
  }
});
