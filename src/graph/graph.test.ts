import { describe, expect, it } from 'vitest';
import { fromFloat16, inputsOf } from './graph.ts';

describe('inputsOf', () => {
  it('drops output 0 and refuses what it would misread', () => {
    const reads = (...input: string[]) => inputsOf({ op: 'Add', name: 'x', input });
    expect(reads('a:0', 'b')).toEqual(['a', 'b']);
    expect(() => reads('a:1')).toThrow("'a:1'");
    expect(() => reads('^a')).toThrow("'^a'");
  });
});

describe('fromFloat16', () => {
  it.each([
    [0x3c00, 1],
    [0xc000, -2],
    [0x4600, 6],
    [0x3155, 0.1666259765625], // 1/6 in half precision
    [0x0001, 2 ** -24], // smallest subnormal
    [0x7bff, 65504], // largest finite
    [0x7c00, Number.POSITIVE_INFINITY],
  ])('%i is %f', (bits, value) => {
    expect(fromFloat16(bits)).toBe(value);
  });
});
