import { expect, test } from 'vitest';
import { mendAddress } from './mend-address.ts';
import { parseUrl } from './url-state.ts';

test('a link with “&” as a number means what it meant, and any other stays as it is', () => {
  for (const and of ['&#38;', '&#038;', '&#x26;', '&amp;#38;', '&amp;amp;#X26;', '&#38;#38;']) {
    const read = parseUrl(mendAddress(['?a=canyon', 'b=alps', 'metric=euclidean'].join(and)));
    expect(read).toMatchObject({ samples: { a: 'canyon', b: 'alps' }, settings: { metric: 'euclidean' } });
    expect(read.notice, and).toBeNull();
  }
  for (const other of ['', '?a=canyon', '?a=canyon#main', '#38', '?a=x&b=y#result-38;'])
    expect(mendAddress(other)).toBe(other);
});

test('a link with “?” or “#” in place of “&” or of each other, or encoded as a whole, means what it meant', () => {
  const wanted = { samples: { a: 'canyon', b: 'alps' }, settings: { metric: 'euclidean' } };
  for (const link of [
    '#a=canyon&b=alps&metric=euclidean',
    '?#a=canyon&b=alps&metric=euclidean',
    '??a=canyon?b=alps?metric=euclidean',
    '?a=canyon&b=alps#metric=euclidean',
    '?a=canyon&b=alps&#metric=euclidean',
    '?a%3Dcanyon%26b%3Dalps%26metric%3Deuclidean',
    '%3Fa%3Dcanyon%26b%3Dalps%26metric%3Deuclidean',
  ]) {
    const read = parseUrl(mendAddress(link));
    expect(read, link).toMatchObject(wanted);
    expect(read.notice, link).toBeNull();
  }
  expect(mendAddress('?a=%ff%')).toBe('?a=%ff%');
});
