import { expect, test } from 'vitest';
import { isShortcutOfOthers } from './is-shortcut-of-others.ts';

const press = (...held: readonly ('ctrl' | 'alt' | 'meta' | 'AltGraph')[]) => ({
  ctrlKey: held.includes('ctrl'),
  altKey: held.includes('alt'),
  metaKey: held.includes('meta'),
  getModifierState: (name: string) => held.some((key) => key === name),
});

test('Ctrl, Alt and Meta belong to the browser', () => {
  for (const key of ['ctrl', 'alt', 'meta'] as const)
    expect(isShortcutOfOthers(press(key), false)).toBe(true);
  expect(isShortcutOfOthers(press(), false)).toBe(false);
});

test('AltGr and Option type the brackets of a German keyboard', () => {
  expect(isShortcutOfOthers(press('ctrl', 'alt', 'AltGraph'), false)).toBe(false);
  expect(isShortcutOfOthers(press('alt'), true)).toBe(false);
  expect(isShortcutOfOthers(press('meta', 'alt'), true)).toBe(true);
});
