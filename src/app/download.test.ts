import { expect, test } from 'vitest';
import { fileName, namedAfter } from './download.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import type { Explanation } from './state.ts';

const nameOf = (a: string, b: string) => {
  const explanations = [a, b].map((name) => ({ of: { name } }) as Explanation);
  return fileName(namedAfter({ explanations, settings: DEFAULT_SETTINGS }), 'zip');
};

test('exports are named after both images, the network, the method and the metric', () => {
  expect(nameOf('robin.jpg', 'Wren, in flight')).toBe('robin-Wren-in-flight-objects-sfam-cosine.zip');
  expect(nameOf('写真 2.png', 'Übung.JPEG')).toBe('写真-2-Übung-objects-sfam-cosine.zip');
});

test('the name is no longer than a file system takes, in letters of any script', () => {
  for (const letter of ['x', 'é', '猫', '𝒳', 'กิ'])
    expect(Buffer.byteLength(nameOf(letter.repeat(300), letter.repeat(300)))).toBeLessThan(220);
  expect(nameOf('猫'.repeat(300), 'x')).toMatch(/^猫{26}-x-/u);
});

test('whatever images are called, the name is one of a file, in this folder', () => {
  for (const name of [
    '../../etc/passwd',
    'a\\b:c*?"<>|',
    '\u202egnp.exe',
    '.htaccess',
    'CON',
    ' ',
    '\n',
    '%00',
    '🙂',
  ])
    expect(nameOf(name, 'x'.repeat(300))).toMatch(
      /^[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{0,90}-objects-sfam-cosine\.zip$/u,
    );
  expect(fileName(['*', ''], 'csv')).toBe('semblance.csv');
  expect(fileName(['own:0123456789ab'], 'csv')).toBe('own-0123456789ab.csv');
});
