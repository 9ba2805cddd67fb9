import { random } from '../../scripts/hostile-images/random.mjs';
import type { TestFile } from '../app-page.ts';
import { FAULTY_FILES } from '../faulty-files.ts';
import { formulaFile, photograph, pngFile } from '../test-files.ts';

function noise(name: string, width: number, height: number): TestFile {
  const dice = random(width * height);
  return pngFile(
    name,
    Uint8Array.from({ length: width * height * 3 }, () => dice(256)),
    width,
    height,
  );
}

/** What a monkey finds to drop. Equal names, equal pictures. */
export const FILES: readonly TestFile[] = [
  photograph('march-pastoral'),
  photograph('nagasaki-boats'),
  formulaFile('a'),
  formulaFile('b'),
  noise('tiny.png', 1, 1),
  noise('tall.png', 20, 400),
  noise('wide.png', 500, 30),
  ...FAULTY_FILES.slice(0, 4).map(({ file }) => file),
];
