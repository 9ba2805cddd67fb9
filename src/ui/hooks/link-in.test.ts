import { expect, test } from 'vitest';
import { linkIn } from './link-in.ts';

const of = (data: Readonly<Record<string, string>>) => linkIn({ getData: (type) => data[type] ?? '' });

test('a link is found in whatever way another page hands it over, and in nothing else', () => {
  const url = 'https://elsewhere.test/cat.jpg';
  expect(of({ 'text/uri-list': `# a cat\r\n${url}\r\n` })).toBe(url);
  expect(of({ 'text/plain': ` ${url}\n` })).toBe(url);
  expect(
    of({ 'text/html': `<meta charset="utf-8"><p>A <img alt="cat" src="${url}"></p>`, 'text/plain': 'A' }),
  ).toBe(url);
  expect(
    of({ 'text/html': '<table><tr><td>a.jpg</td></tr></table>', 'text/plain': 'a.jpg\tb.jpg' }),
  ).toBeNull();
  expect(of({ 'text/plain': `see ${url}` })).toBeNull();
  expect(of({})).toBeNull();
});
