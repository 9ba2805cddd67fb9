import { expect, test } from 'vitest';
import { keyOf } from './key-of.ts';

const press = (key: string, code: string, shiftKey = false) => keyOf({ key, code, shiftKey });

test('letters and brackets act where they stand, on layouts of other scripts too', () => {
  expect(press('ь', 'KeyM')).toBe('m');
  expect(press('Я', 'KeyZ', true)).toBe('Z');
  expect(press('μ', 'KeyM')).toBe('m');
  expect(press('х', 'BracketLeft')).toBe('[');
  expect(press('ъ', 'BracketRight')).toBe(']');
  expect(press('ח', 'KeyJ')).toBe('j');
  // Signs of vowels (Thai, Devanagari), a ligature (Arabic), digits of their own.
  expect([press('ื', 'KeyN'), press('ा', 'KeyE'), press('لا', 'KeyB')]).toEqual(['n', 'e', 'b']);
  expect([press('١', 'Digit1'), press('४', 'Digit4')]).toEqual(['1', '4']);
  for (const key of ['Tab', 'F2', 'Up']) expect(press(key, key)).toBe(key);
});

test('what a Latin layout types counts, wherever its key stands, and Caps Lock changes nothing', () => {
  // AZERTY and Dvorak.
  expect(press('m', 'Semicolon')).toBe('m');
  expect(press('s', 'Semicolon')).toBe('s');
  expect(press('M', 'KeyM')).toBe('m');
  expect(press('b', 'KeyB', true)).toBe('B');
  expect(press('ö', 'Semicolon')).toBe('ö');
  expect([press('&', 'Digit1'), press('é', 'Digit2'), press('2', 'Digit2', true)]).toEqual(['1', '2', '2']);
  expect(press('"', 'Digit2', true)).toBe('"');
  for (const key of ['[', '?', 'Escape', '0', '+', ' ']) expect(press(key, 'KeyQ')).toBe(key);
});
