import { expect, test } from 'vitest';
import { isOwnController } from './spawn-worker.ts';

const PAGE = 'https://host.example/tools/semblance/?a=boats#top';

test.each([
  ['the one built with the page', '/tools/semblance/sw.js', true],
  ['that of a neighbour at the root', '/sw.js', false],
  ['another copy’s above this one', '/tools/sw.js', false],
  ['another copy’s below this one', '/tools/semblance/old/sw.js', false],
  ['another script of this folder', '/tools/semblance/other.js', false],
  ['one with parameters', '/tools/semblance/sw.js?x', false],
])('a service worker is the page’s own or not: %s', (_, path, own) => {
  expect(isOwnController({ scriptURL: `https://host.example${path}` }, PAGE)).toBe(own);
});

test('no service worker at all is none of ours', () => {
  expect(isOwnController(null, PAGE)).toBe(false);
  expect(isOwnController(undefined, PAGE)).toBe(false);
});
