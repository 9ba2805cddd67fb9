/** Keys that type a letter on other layouts where a Latin one has a bracket. */
const BRACKETS: Readonly<Record<string, string>> = { BracketLeft: '[', BracketRight: ']' };

/**
 * What a key means as a shortcut: what it types, and on layouts that type letters of another script (Cyrillic, Greek,
 * Hebrew …), or with Caps Lock on, what stands on the key of a Latin keyboard.
 */
export function keyOf({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  // French layouts have letters and signs where others have digits, Arabic and Indian ones digits of their own.
  const digit = shiftKey ? undefined : /^Digit([1-9])$/.exec(code)?.[1];
  if (digit !== undefined && /^[éèç&"'(_\p{Nd}]$/u.test(key)) return digit;
  // A key may type the sign of a vowel, or two letters at once.
  if (!/^[\p{L}\p{M}]{1,2}$/u.test(key)) return key;
  const letter = /^\p{Script=Latin}$/u.test(key)
    ? /^[A-Za-z]$/.exec(key)?.[0]
    : /^Key([A-Z])$/.exec(code)?.[1];
  if (letter === undefined) return BRACKETS[code] ?? key;
  return shiftKey ? letter.toUpperCase() : letter.toLowerCase();
}
