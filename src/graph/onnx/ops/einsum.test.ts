import { describe, expect, it } from 'vitest';
import { writeOnnx } from '../../../testing/onnx/write-onnx.ts';
import { range, sizeOf } from '../../dims.ts';
import { Refusal } from '../../refusal.ts';
import { convert } from '../convert.ts';
import { readModel } from '../read-model.ts';
import { type Constant, constant } from '../tensor.ts';

const SIZES: Readonly<Record<string, number>> = { a: 2, b: 3, c: 4, d: 5, e: 2, f: 3 };

/** What the equation says, place by place. */
function plainly(terms: readonly string[], to: string, values: readonly Float32Array[]): number[] {
  const letters = [...new Set(terms.join(''))];
  const sizes = letters.map((letter) => SIZES[letter]!);
  const out = new Array<number>(sizeOf(Array.from(to).map((letter) => SIZES[letter]!))).fill(0);
  const at = (term: string, place: readonly number[]) =>
    Array.from(term).reduce((k, letter) => k * SIZES[letter]! + place[letters.indexOf(letter)]!, 0);
  for (let k = 0; k < sizeOf(sizes); k++) {
    let rest = k;
    const place = sizes.map((size) => {
      const i = rest % size;
      rest = Math.floor(rest / size);
      return i;
    });
    out[at(to, place)]! += terms.reduce((p, term, i) => p * values[i]![at(term, place)]!, 1);
  }
  return out;
}

const model = (equation: string, count: number) =>
  readModel(
    writeOnnx({
      nodes: [
        { op: 'Einsum', inputs: range(count).map((i) => `x${i}`), outputs: ['y'], attributes: { equation } },
      ],
      inputs: range(count).map((i) => ({ name: `x${i}`, dims: [] })),
    }),
  );

function folded(equation: string, tensors: readonly Constant[]): Constant {
  const known = new Map(tensors.map((tensor, i) => [`x${i}`, tensor]));
  return convert(model(equation, tensors.length), { shapes: new Map(), known }).values.get('y') as Constant;
}

describe('Einsum', () => {
  it.each([
    'abcd,abed->abce',
    'abc,acd->abd',
    'abc,ab->a',
    'a,b->ab',
    'ab,cb->ca',
    'abcd,ec->abed',
    'ab,bc,cd->ad',
    'abcdf,cfe->abed',
    'abc->cb',
    'abc->b',
    'abc,abc->',
    'abc,c->abc',
  ])('%s is what it says', (equation) => {
    const [from, to] = equation.split('->') as [string, string];
    const terms = from.split(',');
    const tensors = terms.map((term, t) => {
      const dims = Array.from(term).map((letter) => SIZES[letter]!);
      return constant(
        dims,
        'float',
        Float32Array.from(range(sizeOf(dims)), (i) => Math.sin(i * (t + 2) + t)),
      );
    });
    const got = folded(equation, tensors);
    expect(got.dims).toEqual(Array.from(to).map((letter) => SIZES[letter]!));
    const want = plainly(
      terms,
      to,
      tensors.map(({ data }) => data as Float32Array),
    );
    want.forEach((value, i) => {
      expect(got.data[i]).toBeCloseTo(value, 4);
    });
  });

  it('broadcasts what an ellipsis stands for, and sorts the axes of a result that is not written', () => {
    const x = constant([2, 1, 2, 3], 'float', Float32Array.from(range(12)));
    const y = constant([4, 5, 3], 'float', Float32Array.from(range(60)));
    const both = folded('...ik,...jk->...ij', [x, y]);
    expect(both.dims).toEqual([2, 4, 2, 5]);
    // The first row of x, 0 1 2, and of y, 0 1 2.
    expect(both.data[0]).toBe(5);
    const turned = folded('ba,ac', [
      constant([2, 3], 'float', Float32Array.from(range(6))),
      constant([3, 4], 'float', Float32Array.from(range(12))),
    ]);
    expect(turned.dims).toEqual([2, 4]);
  });

  it.each([
    ['aab->b', 1],
    ['ab->ac', 1],
    ['ab,bc->aa', 2],
    ['a b(c)->a', 1],
    ['abc->a', 1],
    ['ab->a', 2],
  ])('%s of %i matrices is refused in words', (equation, count) => {
    const matrix = constant([2, 2], 'float', Float32Array.of(1, 2, 3, 4));
    expect(() =>
      folded(
        equation,
        range(count).map(() => matrix),
      ),
    ).toThrow(Refusal);
  });
});
