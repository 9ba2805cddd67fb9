import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { embedSet } from './embed-set.ts';
import { isPicture } from './found-file.ts';
import type { SetPicture } from './picture-set.ts';
import { isZip, unzipFiles } from './unzip-files.ts';

const pictures = Array.from(
  { length: 75 },
  (_, i): SetPicture => ({
    id: String(i),
    name: `${i}.png`,
    folder: '',
    subject: String(i),
    blob: () => (i % 20 === 7 ? Promise.reject(new Error('gone')) : Promise.resolve(new Blob([String(i)]))),
  }),
);

describe('embedding a set', () => {
  it('gives every picture its own vector, and says which have none', async () => {
    const outcomes = new Map<number, Float32Array | Error>();
    let [decoding, most] = [0, 0];
    await embedSet({
      pictures,
      pixels: async (blob) => {
        most = Math.max(most, ++decoding);
        const value = Number(await blob.text());
        decoding -= 1;
        return Uint8Array.of(value, 0, 0);
      },
      embed: (images, count) =>
        Promise.resolve(Array.from({ length: count }, (_, i) => Float32Array.of(images[3 * i]!))),
      found: (index, outcome) => {
        expect(outcomes.has(index)).toBe(false);
        outcomes.set(index, outcome);
      },
      proceed: () => Promise.resolve(),
    });
    expect(outcomes.size).toBe(75);
    for (const [index, outcome] of outcomes)
      if (index % 20 === 7) expect(outcome).toBeInstanceOf(Error);
      else expect(outcome).toEqual(Float32Array.of(index));
    // Not all of them at once: a few thousand would take the memory.
    expect(most).toBeLessThan(70);
  });

  it('ends when it is told to, between two groups', async () => {
    let asked = 0;
    let embedded = 0;
    const run = embedSet({
      pictures,
      pixels: () => Promise.resolve(new Uint8Array(3)),
      embed: (_, count) => {
        embedded += count;
        return Promise.resolve(Array.from({ length: count }, () => new Float32Array(1)));
      },
      found: () => undefined,
      proceed: () => (++asked === 2 ? Promise.reject(new Error('enough')) : Promise.resolve()),
    });
    await expect(run).rejects.toThrow('enough');
    expect(embedded).toBeLessThan(33);
  });
});

describe('an archive', () => {
  const found = (bytes: Uint8Array<ArrayBuffer>) => ({ path: 'set.zip', file: new File([bytes], 'set.zip') });

  it('is opened, with the paths in it, and without what is no picture', async () => {
    const bytes = zipSync({
      'cats/1.png': strToU8('one'),
      'cats/notes.txt': strToU8('no'),
      '__MACOSX/cats/._1.png': strToU8('no'),
      '2.jpg': [strToU8('two'), { level: 0 }],
    });
    expect(isZip(found(bytes))).toBe(true);
    const files = await unzipFiles(found(bytes), isPicture);
    expect(files.map(({ path }) => path).sort()).toEqual(['2.jpg', 'cats/1.png']);
    expect(await files.find(({ path }) => path === 'cats/1.png')!.file.text()).toBe('one');
  });

  it('that unpacks to more than a tab holds is refused before it is unpacked', async () => {
    const bytes = Object.fromEntries(
      Array.from({ length: 3 }, (_, i) => [`${i}.png`, new Uint8Array(2 ** 20)]),
    );
    await expect(unzipFiles(found(zipSync(bytes, { level: 9 })), isPicture, 2 ** 21)).rejects.toThrow(
      'unpacks to',
    );
  });
});
