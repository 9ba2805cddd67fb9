import { describe, expect, it } from 'vitest';
import { gaussianBlur } from './gaussian-blur.ts';

const mean = (values: Float32Array) => values.reduce((a, b) => a + b, 0) / values.length;

describe('gaussianBlur', () => {
  it('spreads a point as the Gaussian says', () => {
    // σ = 1: the weights e^(−i²/2), i = −4 … 4, over their sum 2.50662….
    const line = new Float32Array(11);
    line[5] = 100;
    const out = gaussianBlur(line, 1, 11, 1, 1);
    const total = [-4, -3, -2, -1, 0, 1, 2, 3, 4].reduce((sum, i) => sum + Math.exp(-(i * i) / 2), 0);
    for (let i = 0; i < 11; i++) {
      const weight = Math.abs(i - 5) <= 4 ? Math.exp(-((i - 5) ** 2) / 2) / total : 0;
      expect(out[i]).toBeCloseTo(100 * weight, 4);
    }
  });

  it('is scipy.ndimage.gaussian_filter, mirrored edges included', () => {
    // gaussian_filter(numpy.array([[0, 10, 20], [30, 40, 50]], float), 1.0, mode='reflect', truncate=4)
    const out = gaussianBlur(Float32Array.of(0, 10, 20, 30, 40, 50), 2, 3, 1, 1);
    const expected = [14.852304526, 20.631566864, 26.410829201, 23.589170799, 29.368433136, 35.147695474];
    for (const [i, value] of expected.entries()) expect(out[i]).toBeCloseTo(value, 4);
  });

  it('treats rows, columns and channels alike', () => {
    const image = Float32Array.from({ length: 5 * 7 }, (_, i) => (i * 37) % 11);
    const turned = Float32Array.from({ length: 35 }, (_, i) => image[(i % 5) * 7 + Math.floor(i / 5)]!);
    const out = gaussianBlur(image, 5, 7, 1, 1.5);
    const back = gaussianBlur(turned, 7, 5, 1, 1.5);
    const two = gaussianBlur(
      Float32Array.from({ length: 70 }, (_, i) => (i % 2 ? 3 : image[i / 2]!)),
      5,
      7,
      2,
      1.5,
    );
    for (let i = 0; i < 35; i++) {
      expect(back[(i % 7) * 5 + Math.floor(i / 7)]).toBeCloseTo(out[i]!, 5);
      expect(two[i * 2]).toBeCloseTo(out[i]!, 5);
      expect(two[i * 2 + 1]).toBeCloseTo(3, 5);
    }
  });

  it('keeps the mean, also when the kernel is larger than the image', () => {
    const image = Float32Array.from({ length: 6 * 4 * 3 }, (_, i) => (i * 53) % 255);
    for (const sigma of [0.5, 3, 12]) {
      expect(mean(gaussianBlur(image, 6, 4, 3, sigma))).toBeCloseTo(mean(image), 3);
    }
    // With σ far beyond the size every channel is its mean everywhere.
    const flat = gaussianBlur(Uint8Array.of(0, 100, 200), 1, 3, 1, 40);
    for (const value of flat) expect(value).toBeCloseTo(100, 1);
  });

  it('copies for σ = 0', () => {
    expect([...gaussianBlur(Uint8Array.of(1, 2, 3, 4), 2, 2, 1, 0)]).toEqual([1, 2, 3, 4]);
  });

  it('refuses what does not fit', () => {
    expect(() => gaussianBlur(new Uint8Array(5), 2, 2, 1, 1)).toThrow(RangeError);
    expect(() => gaussianBlur(new Uint8Array(4), 2, 2, 1, -1)).toThrow(RangeError);
    expect(() => gaussianBlur(new Uint8Array(4), 2, 2, 1, Number.NaN)).toThrow(RangeError);
  });
});
