import { explanationIn } from './result.ts';
import { type Result, SLOTS } from './state.ts';

/** Hands bytes to the user as a file. */
export function download(bytes: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  // Some browsers read the address only after the click returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Letters of a name that one file name holds of it, and bytes: of two names and more, a file's may have 255. */
const MOST = 40;
const MOST_BYTES = 80;

/** The name of an image or of its file as a part of a file name: letters and digits of any script, and dashes. */
function part(name: string): string {
  const letters = name
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  let left = MOST_BYTES;
  const kept = Array.from(letters).filter((letter, i) => {
    left -= new TextEncoder().encode(letter).length;
    return i < MOST && left >= 0;
  });
  return kept.join('').replace(/-$/, '');
}

/** A file name of these parts, without those of which nothing is left, whatever the images are called. */
export function fileName(parts: readonly string[], extension: string): string {
  const left = parts.map(part).filter((one) => one !== '');
  return `${left.length > 0 ? left.join('-') : 'semblance'}.${extension}`;
}

/** `<a>-<b>-<model>-<method>-<metric>`: what every export of a result is named by. */
export function namedAfter(result: Pick<Result, 'explanations' | 'settings'>): readonly string[] {
  const { model, method, metric } = result.settings;
  const names = SLOTS.map((slot) => part(explanationIn(result, slot).of.name) || slot);
  return [...names, model, method, metric];
}
