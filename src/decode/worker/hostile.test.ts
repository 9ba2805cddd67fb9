import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../../../scripts/hostile-images/categories.mjs';
import { random } from '../../../scripts/hostile-images/random.mjs';
import { AppError } from '../../core/app-error.ts';
import { findDamage, mend } from '../header/find-damage.ts';
import { readHeader } from '../header/read-header.ts';
import { pngSource } from '../png/png-source.ts';
import { rawProfileOrientation } from '../png/raw-profile.ts';
import { oriented } from './oriented.ts';
import { refuse, refuseUnsized } from './refuse.ts';

/** All that happens to a file before a browser's own decoder is asked: a size, or a fault. */
async function withoutBrowser(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  try {
    const header = readHeader(bytes);
    refuse(header, bytes.length);
    const damage = findDamage(bytes);
    const mended = damage === 'truncated' ? mend(bytes) : null;
    if (damage && !mended) return damage;
    refuseUnsized(header);
    const png = header.kind === 'png' ? pngSource(mended?.bytes ?? bytes, { cut: mended?.unsure }) : null;
    if (!png) return 'ask the browser';
    const source = oriented(
      png,
      header.orientationTag ? header.orientation : await rawProfileOrientation(bytes),
    );
    const { width, height } = source;
    let rows = 0;
    await source.read({ x: 0, y: 0, width, height }, () => (bytesOfRows, channels) => {
      rows += bytesOfRows.length / (width * channels);
    });
    expect(rows).toBe(height);
    return `${width}×${height}`;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.code;
  }
}

describe.each(Object.entries(CATEGORIES))('hostile files: %s', (_, category) => {
  const files = [...category(random(1))];

  it('are the same for the same seed', () => {
    const again = [...category(random(1))];
    expect(again.every(({ bytes }, i) => Buffer.compare(bytes, files[i]!.bytes) === 0)).toBe(true);
  });

  it('end in a picture, a fault with words, or the browser being asked; sound ones are never turned away', async () => {
    for (const { bytes, what, expect: expected, width, height } of files) {
      const end = await withoutBrowser(Uint8Array.from(bytes));
      const isPicture = end.includes('×');
      if (end === 'ask the browser') continue;
      if (expected === 'picture') expect(end, what).toBe(width && height ? `${width}×${height}` : end);
      if (expected !== 'either') expect(isPicture, `${what}: ${end}`).toBe(expected === 'picture');
    }
  });
});

it('are more than 300, and most need no browser to be judged', async () => {
  const files = Object.values(CATEGORIES).flatMap((category) => [...category(random(1))]);
  expect(files.length).toBeGreaterThan(300);
  const errors = files.filter((file) => file.expect === 'error');
  const ends = await Promise.all(errors.map(({ bytes }) => withoutBrowser(Uint8Array.from(bytes))));
  expect(ends.filter((end) => end === 'ask the browser').length).toBeLessThan(errors.length / 4);
});
