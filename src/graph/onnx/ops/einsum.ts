import { broadcastDims, type Dims, range, sizeOf } from '../../dims.ts';
import { broken, notRun, quoted } from '../../refusal.ts';
import type { Builder } from '../builder.ts';
import type { Convert } from '../step.ts';
import type { Value } from '../value.ts';
import { multiply } from './matmul.ts';
import { reduce } from './reduce.ts';
import { resized, turned } from './shape.ts';

/** A value and what each of its axes is called: letters, and for the axes of an ellipsis numbers from its end. */
interface Term {
  readonly value: Value;
  readonly axes: readonly string[];
}

const letters = (text: string): string[] => Array.from(text);

function axesOf(term: string, rank: number): string[] {
  const [before, after, more] = term.split('...');
  const named = (before! + (after ?? '')).length;
  const free = rank - named;
  if (more !== undefined || (after === undefined && free !== 0) || free < 0)
    throw broken('bad-shapes', `${quoted(term)} does not fit a tensor of ${rank} axes.`);
  return [...letters(before!), ...range(free).map((i) => String(free - i)), ...letters(after ?? '')];
}

/** Sums over the axes that nobody asks for any more. */
function summed(b: Builder, { value, axes }: Term, wanted: ReadonlySet<string>): Term {
  const gone = axes.flatMap((axis, i) => (wanted.has(axis) ? [] : [i]));
  if (gone.length === 0) return { value, axes };
  return { value: reduce(b, 'Sum', value, gone, false), axes: axes.filter((axis) => wanted.has(axis)) };
}

/** In an order of axes of which some may be missing: they become ones. */
function laidOut(b: Builder, { value, axes }: Term, order: readonly string[]): Value {
  const there = order.filter((axis) => axes.includes(axis));
  const moved = turned(
    b,
    value,
    there.map((axis) => axes.indexOf(axis)),
  );
  let next = 0;
  return resized(
    b,
    moved,
    order.map((axis) => (axes.includes(axis) ? moved.dims[next++]! : 1)),
  );
}

/** Two terms: a matrix product for each place of the axes that both and the result have. */
function product(b: Builder, x: Term, y: Term, wanted: ReadonlySet<string>): Term {
  const [left, right] = [x, y].map((term, i) => {
    const other = [y, x][i]!;
    return summed(b, term, new Set([...wanted, ...other.axes]));
  }) as [Term, Term];
  const shared = left.axes.filter((axis) => right.axes.includes(axis));
  // What an ellipsis stands for may be missing in one of them, and is broadcast.
  const isFree = (axis: string) => /^\d+$/.test(axis) && wanted.has(axis);
  const all = [...new Set([...left.axes, ...right.axes])];
  const outer = all.filter((axis) => isFree(axis) || (shared.includes(axis) && wanted.has(axis)));
  const inner = shared.filter((axis) => !wanted.has(axis));
  const own = (term: Term) => term.axes.filter((axis) => !outer.includes(axis) && !inner.includes(axis));
  const [rows, columns] = [own(left), own(right)];
  const matrices = (term: Term, first: readonly string[], second: readonly string[]) => {
    const laid = laidOut(b, term, [...outer, ...first, ...second]);
    const size = (from: number, count: number) => sizeOf(laid.dims.slice(from, from + count));
    const at = outer.length + first.length;
    const stack = laid.dims.slice(0, outer.length);
    return {
      value: resized(b, laid, [...stack, size(outer.length, first.length), size(at, second.length)]),
      stack,
      first: laid.dims.slice(outer.length, at),
      second: laid.dims.slice(at),
    };
  };
  const [p, q] = [matrices(left, rows, inner), matrices(right, inner, columns)];
  const dims: Dims = [...broadcastDims(p.stack, q.stack), ...p.first, ...q.second];
  return { value: resized(b, multiply(b, p.value, q.value), dims), axes: [...outer, ...rows, ...columns] };
}

/** Sums of products as `equation` writes them, such as `bhid,bhjd->bhij`: matrix products, two terms at a time. */
export const einsum: Convert = (step) => {
  const { b } = step;
  const equation = step.text('equation', '').replaceAll(' ', '');
  if (!/^[A-Za-z.,]*(->[A-Za-z.]*)?$/.test(equation) || step.count === 0)
    throw broken('malformed', `The equation ${quoted(equation)} cannot be read.`);
  const [from, to] = equation.split('->') as [string, string?];
  const written = from.split(',');
  if (written.length !== step.count)
    throw broken(
      'bad-shapes',
      `${quoted(equation)} is of ${written.length} tensors; ${step.count} are given.`,
    );
  const terms = step.inputs.map(
    (value, i): Term => ({ value, axes: axesOf(written[i]!, value.dims.length) }),
  );
  if (terms.some(({ axes }) => new Set(axes).size < axes.length))
    throw notRun(`${quoted(equation)} takes a diagonal.`);
  const names = terms.flatMap(({ axes }) => axes);
  const ellipsis = [...new Set(names.filter((axis) => /^\d+$/.test(axis)))].sort((p, q) => +q - +p);
  const once = [...new Set(names)].filter((axis) => names.filter((other) => other === axis).length === 1);
  const result =
    to === undefined
      ? [...ellipsis, ...once.filter((axis) => !/^\d+$/.test(axis)).sort()]
      : to.includes('...')
        ? to.split('...').flatMap((part, i) => (i === 0 ? [...letters(part), ...ellipsis] : letters(part)))
        : letters(to);
  if (new Set(result).size < result.length || result.some((axis) => !names.includes(axis)))
    throw broken('bad-shapes', `${quoted(equation)} asks for an axis that is not given once.`);
  const joined = terms.slice(1).reduce((done, term, i): Term => {
    const later = terms.slice(i + 2).flatMap(({ axes }) => axes);
    return product(b, done, term, new Set([...result, ...later]));
  }, terms[0]!);
  return laidOut(b, summed(b, joined, new Set(result)), result);
};
