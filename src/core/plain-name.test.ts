import { expect, it } from 'vitest';
import { plainName } from './plain-name.ts';

it('leaves names alone that say what they are', () => {
  for (const name of ['IMG 0001.jpg', '猫.png', 'קובץ.png', '\u{1f408}\u200d\u{1f5a4}.png', '<b>.png', ''])
    expect(plainName(name)).toBe(name);
});

it('takes away what is not seen and changes how the rest is read', () => {
  expect(plainName('photo\u202egnp.exe')).toBe('photognp.exe');
  expect(plainName('\u2066a\u2069\u200f.png')).toBe('a.png');
  expect(plainName('two\nlines\u0000.png')).toBe('two lines .png');
});
