import { picturePath, type SetPair, type SetPicture } from '../../app/collection/picture-set.ts';
import type { Services } from '../../app/services.ts';
import type { Picture } from '../../app/state.ts';
import type { Extent } from '../../core/extent.ts';
import { episodes } from '../../core/few-shot/episodes.ts';
import type { FitId, SourceRectangle } from '../../core/resize/fit.ts';
import { SAMPLES } from '../../core/samples/samples.ts';

/** A picture of the table, wherever it is from. */
export interface TablePicture {
  /** Equal ids, equal pixels. */
  readonly id: string;
  readonly name: string;
  /** Pictures of one subject are not independent. */
  readonly subject: string;
  /** The network's input, `[h, w, 3]`. */
  pixels(size: Extent, fit: FitId): Promise<Uint8Array>;
  /** The part of its file that it is, pixels; left out: all of it. */
  readonly part?: SourceRectangle;
  /** Pixels, of that part. */
  extent(): Promise<{ readonly width: number; readonly height: number }>;
}

/** One row: an image, and the images it is explained against, the main partner first. */
export interface TableRow {
  readonly of: TablePicture;
  readonly against: readonly { readonly picture: TablePicture; readonly weight: number }[];
}

/** What the rows are taken from. */
export type RowSource = 'stage' | 'pairs' | 'episode';

export interface RowChoice {
  readonly source: RowSource;
  /** Pairs at most. */
  readonly pairs: number;
  /** Classes of the episode. */
  readonly ways: number;
}

/** The two images on the stage, each explained against the other. */
export function stageRows(
  services: Pick<Services, 'pixels'>,
  pictures: Readonly<Record<'a' | 'b', Picture>>,
): TableRow[] {
  const of = (picture: Picture): TablePicture => ({
    id: picture.id,
    name: picture.name,
    subject: SAMPLES.find(({ id }) => picture.id === `sample:${id}`)?.subject ?? picture.id,
    ...(picture.box && {
      part: { x: picture.box.x, y: picture.box.y, width: picture.width, height: picture.height },
    }),
    pixels: (size, fit) => services.pixels(picture, { size, fit }),
    extent: () => Promise.resolve(picture),
  });
  return both(of(pictures.a), of(pictures.b));
}

/** Every pair gives two rows. */
export function pairRows(
  services: Pick<Services, 'decoder'>,
  pairs: readonly SetPair[],
  most: number,
): TableRow[] {
  return pairs.slice(0, most).flatMap(({ a, b }) => both(fromSet(services, a), fromSet(services, b)));
}

/**
 * One N-way one-shot episode: each class's query against its own class's support image (weight 1), held against those
 * of the other classes (together −1).
 *
 * @throws RangeError where too few folders hold two pictures.
 */
export function episodeRows(
  services: Pick<Services, 'decoder'>,
  pictures: readonly SetPicture[],
  ways: number,
): TableRow[] {
  const labels = pictures.map(({ folder }) => folder || null);
  const [episode] = episodes(labels, { ways, shots: 1, queries: 1 }, 1, 1);
  const picture = (index: number) => fromSet(services, pictures[index]!);
  const support = episode!.support.map(([index]) => picture(index!));
  return episode!.queries.map(([index], own) => ({
    of: picture(index!),
    against: [
      { picture: support[own]!, weight: 1 },
      ...support.flatMap((other, i) => (i === own ? [] : [{ picture: other, weight: -1 / (ways - 1) }])),
    ],
  }));
}

function fromSet({ decoder }: Pick<Services, 'decoder'>, picture: SetPicture): TablePicture {
  return {
    id: picture.id,
    name: picturePath(picture),
    subject: picture.subject,
    pixels: async (size, fit) => (await decoder.pixels(await picture.blob(), size, fit)).rgb,
    extent: async () => {
      const { width, height, preview } = await decoder.open(await picture.blob(), picture.name);
      preview.close();
      return { width, height };
    },
  };
}

const both = (a: TablePicture, b: TablePicture): TableRow[] => [
  { of: a, against: [{ picture: b, weight: 1 }] },
  { of: b, against: [{ picture: a, weight: 1 }] },
];
