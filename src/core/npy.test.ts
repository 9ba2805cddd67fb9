import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeNpy, decodeNpyText, encodeNpy, encodeNpyText } from './npy.ts';

describe('npy', () => {
  it('is, byte for byte, what numpy.save writes', () => {
    // numpy.save(f, numpy.array([[1, 2], [3, -0.5]], dtype='<f4')), NumPy 2.4.
    const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }`;
    const expected = [
      ...[0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, 118, 0],
      ...new TextEncoder().encode(`${header.padEnd(117)}\n`),
      ...[0, 0, 0x80, 0x3f, 0, 0, 0, 0x40, 0, 0, 0x40, 0x40, 0, 0, 0, 0xbf],
    ];
    expect([...encodeNpy(Float32Array.of(1, 2, 3, -0.5), [2, 2])]).toEqual(expected);
  });

  it('writes texts as numpy.save does: fixed width, four bytes a character', () => {
    // numpy.save(f, numpy.array(['a', 'é🐈'])), NumPy 2.4.
    const header = `{'descr': '<U2', 'fortran_order': False, 'shape': (2,), }`;
    const characters = ['a', '\0', 'é', '🐈'].map((text) => text.codePointAt(0)!);
    const expected = [
      ...[0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, 118, 0],
      ...new TextEncoder().encode(`${header.padEnd(117)}\n`),
      ...new Uint8Array(Uint32Array.from(characters).buffer),
    ];
    expect([...encodeNpyText(['a', 'é🐈'])]).toEqual(expected);
  });

  it('reads texts back, and says of anything else that it is none', () => {
    const texts = ['a', 'é🐈', ''];
    expect(decodeNpyText(encodeNpyText(texts))).toEqual(texts);
    expect(decodeNpyText(encodeNpy(Float32Array.of(1), [1]))).toBeNull();
    expect(decodeNpyText(Uint8Array.of(1, 2))).toBeNull();
  });

  it('rounds float64, which is what NumPy makes unasked', () => {
    const single = encodeNpy(Float32Array.of(0.5, -2), [2]);
    const header = new Uint8Array(single.subarray(0, single.length - 8));
    header.set(new TextEncoder().encode('<f8'), new TextDecoder('latin1').decode(header).indexOf('<f4'));
    const bytes = new Uint8Array([...header, ...new Uint8Array(Float64Array.of(0.5, -2).buffer)]);
    expect(decodeNpy(bytes)).toEqual({ shape: [2], data: Float32Array.of(0.5, -2) });
  });

  it('comes back as it went, any shape, every bit', () => {
    const shape = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 0, maxLength: 4 });
    fc.assert(
      fc.property(shape, fc.infiniteStream(fc.float()), (dimensions, values) => {
        const length = dimensions.reduce((a, b) => a * b, 1);
        const data = Float32Array.from({ length }, () => values.next().value as number);
        const bytes = encodeNpy(data, dimensions);
        expect((bytes.length - length * 4) % 64).toBe(0);
        expect(decodeNpy(bytes)).toEqual({ shape: dimensions, data });
      }),
    );
  });

  it('reads from within a larger buffer, as unzipped files lie', () => {
    const bytes = encodeNpy(Float32Array.of(1, 2, 3), [3]);
    const larger = new Uint8Array(bytes.length + 7);
    larger.set(bytes, 3);
    expect(decodeNpy(larger.subarray(3, 3 + bytes.length))).toEqual({
      shape: [3],
      data: Float32Array.of(1, 2, 3),
    });
  });

  it('refuses what does not fit', () => {
    const bytes = encodeNpy(Float32Array.of(1, 2), [2]);
    expect(() => encodeNpy(Float32Array.of(1, 2), [3])).toThrow('does not hold');
    expect(() => decodeNpy(bytes.subarray(0, bytes.length - 1))).toThrow('bytes of data');
    expect(() => decodeNpy(Uint8Array.of(1, 2, 3))).toThrow('Not a .npy');
    const integers = Uint8Array.from(bytes);
    integers[integers.indexOf('f'.charCodeAt(0), 12)] = 'i'.charCodeAt(0);
    expect(() => decodeNpy(integers)).toThrow();
  });
});
