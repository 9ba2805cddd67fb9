import { pearson } from '../../core/correlation.ts';
import { random } from '../../core/random.ts';
import { membersOf } from '../against/partners.ts';
import type { EngineTask } from '../engine-task.ts';
import { imageSource } from '../image-source.ts';
import { mapRequest } from '../map-request.ts';
import { type Explanation, type KnownPartner, type MapData, SLOTS, type Slot } from '../state.ts';
import type { Workshop } from '../workshop.ts';

/** Both maps, held against half of the other images only. */
export interface HalfOutcome {
  /** Other images in it. */
  readonly count: number;
  readonly maps: Readonly<Record<Slot, MapData>>;
  /** Pearson correlation with the map of the whole set; null where one is constant. */
  readonly correlation: Readonly<Record<Slot, number | null>>;
}

export interface ReferencesCheck {
  readonly explanation: Explanation;
  /** Two a halving, as far as they are done. */
  readonly halves: readonly HalfOutcome[];
}

/** Times that the set is halved, each in another way. */
export const HALVINGS = 4;

/** Whether there are others enough to be halved. */
export function canHalve({ settings, partners }: Pick<Explanation, 'settings' | 'partners'>): boolean {
  return settings.against === 'references' && partners.a.filter(({ weight }) => weight < 0).length >= 4;
}

/**
 * How much a contrast depends on whom it is held against: both maps again, with one half of the other images and with
 * the other half, halved with a fixed seed several times. Images of one source stay together.
 *
 * @throws AppError; `cancelled` by the task.
 */
export async function checkReferences(
  workshop: Pick<Workshop, 'pixels'>,
  explanation: Explanation,
  task: EngineTask<ReferencesCheck>,
): Promise<ReferencesCheck> {
  const { settings, pictures, partners, maps: whole, seed } = explanation;
  const stream = random(1);
  let check: ReferencesCheck = { explanation, halves: [] };
  const members = membersOf(settings);
  const subject = ({ id }: KnownPartner) => members.get(id)?.subject ?? id;
  const rivals = partners.a.filter(({ weight }) => weight < 0);
  const subjects = [...new Set(rivals.map(subject))];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const first = new Set(stream.shuffle([...subjects]).slice(0, Math.ceil(subjects.length / 2)));
    for (const inFirst of [true, false]) {
      task.signal.throwIfAborted();
      const half = rivals.filter((one) => first.has(subject(one)) === inFirst);
      const sum = half.reduce((total, { weight }) => total - weight, 0);
      const scaled = half.map(({ vectors, weight }) => ({ vectors, weight: weight / sum }));
      const [a, b] = await Promise.all(
        SLOTS.map(async (slot): Promise<MapData> => {
          const { map } = await task.session.map(
            {
              ...mapRequest(settings, seed),
              job: task.job,
              image: imageSource(workshop.pixels, pictures[slot], settings),
              against: [partners[slot][0]!, ...scaled],
            },
            null,
          );
          return { ...whole[slot], data: map };
        }),
      );
      const maps = { a: a!, b: b! };
      const correlation = {
        a: pearson(whole.a.data, maps.a.data),
        b: pearson(whole.b.data, maps.b.data),
      };
      check = { ...check, halves: [...check.halves, { count: half.length, maps, correlation }] };
      task.report(check, check.halves.length / (2 * HALVINGS));
    }
  }
  return check;
}

/** Mean and least correlation of both images' maps over all halves; null where a map is constant. */
export function spreadOf({
  halves,
}: ReferencesCheck): { readonly mean: number; readonly least: number } | null {
  const all = halves.flatMap(({ correlation: { a, b } }) => [a, b]).filter((value) => value !== null);
  if (all.length === 0) return null;
  return { mean: all.reduce((sum, value) => sum + value, 0) / all.length, least: Math.min(...all) };
}
