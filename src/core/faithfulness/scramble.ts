import { random } from '../random.ts';

interface Field {
  /** `[height·width]`, row-major. */
  readonly data: Float32Array;
  readonly height: number;
  readonly width: number;
}

/**
 * Random maps as smooth as a given one: its cosine coefficients with signs drawn anew and, where the map is square,
 * rows and columns exchanged or not. Neighbouring cells go together as much as they do in the map, but in other
 * places. It is phase randomisation (Theiler et al. 1992) for a field with borders; cosines are very nearly the
 * principal components of smooth fields (Ahmed, Natarajan & Rao 1974), whose signs are exchangeable.
 *
 * White noise is no such null: a smooth map that knows nothing does better than all of 19 noise maps in up to one
 * try of four.
 *
 * @returns a function of a seed, → `[height·width]`, with the mean of the map.
 */
export function scrambler({ data, height, width }: Field): (seed: number) => Float32Array {
  const [down, across] = [cosines(height), cosines(width)];
  const own = both(Float64Array.from(data), down, across, 'forward');
  return (seed) => {
    const stream = random(seed);
    const turned = height === width && stream.uniform() < 0.5;
    const drawn = own.map((_, i) => {
      const value = own[turned ? (i % width) * width + Math.floor(i / width) : i]!;
      // The first coefficient is the mean.
      return i > 0 && stream.uniform() < 0.5 ? -value : value;
    });
    return Float32Array.from(both(drawn, down, across, 'back'));
  };
}

/** The orthonormal cosine basis (DCT-II) of `length` samples: `[frequency][sample]`. */
function cosines(length: number): readonly Float64Array[] {
  return Array.from({ length }, (_, frequency) =>
    Float64Array.from(
      { length },
      (__, i) =>
        Math.sqrt((frequency > 0 ? 2 : 1) / length) * Math.cos((Math.PI * (i + 0.5) * frequency) / length),
    ),
  );
}

/** The transform along rows, then along columns. @param field `[height·width]` */
function both(
  field: Float64Array,
  down: readonly Float64Array[],
  across: readonly Float64Array[],
  way: 'forward' | 'back',
): Float64Array {
  const width = across.length;
  const rows = along(field, across, way, 1, width);
  return along(rows, down, way, width, 1);
}

/** Transforms lines whose samples lie `step` apart; lines begin `apart` from each other. */
function along(
  field: Float64Array,
  basis: readonly Float64Array[],
  way: 'forward' | 'back',
  step: number,
  apart: number,
): Float64Array {
  const out = new Float64Array(field.length);
  const length = basis.length;
  for (let line = 0; line < field.length / length; line++) {
    for (let k = 0; k < length; k++) {
      let sum = 0;
      for (let i = 0; i < length; i++)
        sum += field[line * apart + i * step]! * (way === 'forward' ? basis[k]![i]! : basis[i]![k]!);
      out[line * apart + k * step] = sum;
    }
  }
  return out;
}
