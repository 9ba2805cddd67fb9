import { expect, test } from 'vitest';
import { AppError } from '../core/app-error.ts';
import { aboutImage, namingImage } from './about-image.ts';

test('a failure says which image it is of', async () => {
  const broken = () => Promise.reject(new AppError('damaged', 'at byte 7'));
  await expect(aboutImage('scan.png', broken)).rejects.toMatchObject({
    code: 'damaged',
    detail: 'at byte 7',
    message: '“scan.png” could not be used. This image could not be opened. Drop another one.',
  });
  // Not the file's doing.
  const lost = new AppError('backend-lost');
  await expect(aboutImage('scan.png', () => Promise.reject(lost))).rejects.toBe(lost);
});

test('what an engine says of a key is said of the image that it belongs to', () => {
  const names = new Map([
    ['1|224', 'left.png'],
    ['11|224', 'right.png'],
  ]);
  const error = new AppError('not-finite', 'map of rise, image 11|224');
  expect(namingImage(error, names)).toMatchObject({
    code: 'not-finite',
    message: expect.stringMatching(/^“right\.png”: The network produced numbers/) as string,
  });
  const other = new AppError('not-finite', 'something else');
  expect(namingImage(other, names)).toBe(other);
});
