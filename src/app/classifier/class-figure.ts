import { toAppError } from '../../core/app-error.ts';
import { CLASS_METHODS, type ClassMethodId } from '../../core/classifier/class-methods.ts';
import { explain } from '../explain.ts';
import { picturesIn } from '../result.ts';
import type { Services } from '../services.ts';
import type { Picture, Result } from '../state.ts';
import { type ClassMap, classMap } from './class-map.ts';
import type { Head } from './head.ts';

/** A map, or why there is none, in words. */
export type MadeOrWords = ClassMap | { readonly words: string };

/** Both images of a pair for a class each, by the three methods of a classifier; and beside them the pair by SFAM. */
export interface ClassFigure {
  readonly head: Head;
  /** A's and B's. */
  readonly classes: readonly Readonly<Record<ClassMethodId, MadeOrWords>>[];
  /** The pair, whatever it is explained by on the stage. */
  readonly pair: Result;
}

export const isMade = (one: MadeOrWords): one is ClassMap => 'map' in one;

/**
 * @param targets index of the class of each image; null: the predicted one.
 * @throws AppError where not even the pair can be explained
 */
export async function classFigure(
  services: Services,
  result: Pick<Result, 'explanations' | 'settings'>,
  head: Head,
  targets: readonly (number | null)[],
): Promise<ClassFigure> {
  const images = picturesIn(result);
  const settings = { ...result.settings, method: 'sfam', scope: 'final', against: 'none' } as const;
  const { client, references, pixels, base } = services;
  const pair = await explain(
    client,
    { id: client.newJob(), settings, images, references, pixels, base },
    { loading: () => undefined, running: () => undefined, partial: () => undefined },
  );
  const one = (picture: Picture, target: number | null, method: ClassMethodId): Promise<MadeOrWords> => {
    const request = { picture, settings, method, head, ...(target !== null && { target }) };
    return classMap(services, request).catch((error: unknown) => {
      const fault = toAppError(error);
      if (fault.code === 'cancelled') throw fault;
      return { words: fault.message };
    });
  };
  const methods = Object.keys(CLASS_METHODS) as ClassMethodId[];
  const row = async (picture: Picture, i: number) =>
    Object.fromEntries(
      await Promise.all(
        methods.map(async (method) => [method, await one(picture, targets[i] ?? null, method)] as const),
      ),
    ) as Record<ClassMethodId, MadeOrWords>;
  return { head, classes: await Promise.all(images.map(row)), pair };
}
