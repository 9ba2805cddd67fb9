import { pearson } from '../../core/correlation.ts';
import { random } from '../../core/random.ts';
import { membersOf } from '../against/partners.ts';
import type { EngineTask } from '../engine-task.ts';
import { imageSource } from '../image-source.ts';
import { mapRequest } from '../map-request.ts';
import { explanationIn, pairOf } from '../result.ts';
import type { Services } from '../services.ts';
import type { KnownPartner, MapData, Result } from '../state.ts';

/** Both maps, held against half of the other images only. */
export interface HalfOutcome {
  /** Other images in it. */
  readonly count: number;
  /** A's and B's; correlation: Pearson's, with the map of the whole set; null where one is constant. */
  readonly directions: readonly { readonly map: MapData; readonly correlation: number | null }[];
}

export interface ReferencesCheck {
  readonly result: Result;
  /** Two a halving, as far as they are done. */
  readonly halves: readonly HalfOutcome[];
}

/** Times that the set is halved, each in another way. */
export const HALVINGS = 4;

/** Whether there are others enough to be halved. */
export function canHalve(result: Pick<Result, 'settings' | 'explanations'>): boolean {
  return result.settings.against === 'references' && rivalsOf(result).length >= 4;
}

/** Whom both images are held against. */
const rivalsOf = (result: Pick<Result, 'explanations'>) =>
  explanationIn(result, 'a').against.filter(({ weight }) => weight < 0);

/**
 * How much a contrast depends on whom it is held against: both maps again, with one half of the other images and with
 * the other half, halved with a fixed seed several times. Images of one source stay together.
 *
 * @throws AppError; `cancelled` by the task.
 */
export async function checkReferences(
  services: Pick<Services, 'pixels'>,
  result: Result,
  task: EngineTask<ReferencesCheck>,
): Promise<ReferencesCheck> {
  const { settings, seed } = result;
  const stream = random(1);
  let check: ReferencesCheck = { result, halves: [] };
  const members = membersOf(settings);
  const subject = ({ id }: KnownPartner) => members.get(id)?.subject ?? id;
  const rivals = rivalsOf(result);
  const subjects = [...new Set(rivals.map(subject))];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const first = new Set(stream.shuffle([...subjects]).slice(0, Math.ceil(subjects.length / 2)));
    for (const inFirst of [true, false]) {
      task.signal.throwIfAborted();
      const half = rivals.filter((one) => first.has(subject(one)) === inFirst);
      const sum = half.reduce((total, { weight }) => total - weight, 0);
      const scaled = half.map(({ vectors, weight }) => ({ vectors, weight: weight / sum }));
      const directions = await Promise.all(
        pairOf(result).map(async ({ of, against: [partner], map: whole }) => {
          const image = imageSource(services.pixels, of, settings);
          const against = [partner!, ...scaled];
          const request = { ...mapRequest(settings, seed), job: task.job, image, against };
          const { map: data } = await task.session.map(request, null);
          return { map: { ...whole, data }, correlation: pearson(whole.data, data) };
        }),
      );
      check = { ...check, halves: [...check.halves, { count: half.length, directions }] };
      task.report(check, check.halves.length / (2 * HALVINGS));
    }
  }
  return check;
}

/** Mean and least correlation of both images' maps over all halves; null where a map is constant. */
export function spreadOf({
  halves,
}: ReferencesCheck): { readonly mean: number; readonly least: number } | null {
  const all = halves
    .flatMap(({ directions }) => directions.map(({ correlation }) => correlation))
    .filter((value) => value !== null);
  if (all.length === 0) return null;
  return { mean: all.reduce((sum, value) => sum + value, 0) / all.length, least: Math.min(...all) };
}
