import { toAppError } from '../../core/app-error.ts';
import { CLASS_METHODS, type ClassMethodId } from '../../core/classifier/class-methods.ts';
import { explain } from '../explain.ts';
import { type Explanation, SLOTS, type Slot } from '../state.ts';
import type { Workshop } from '../workshop.ts';
import { type ClassMap, classMap } from './class-map.ts';
import type { Head } from './head.ts';

/** A map, or why there is none, in words. */
export type MadeOrWords = ClassMap | { readonly words: string };

/** Both images of a pair for a class each, by the three methods of a classifier; and beside them the pair by SFAM. */
export interface ClassFigure {
  readonly head: Head;
  readonly classes: Readonly<Record<Slot, Readonly<Record<ClassMethodId, MadeOrWords>>>>;
  /** The pair, whatever it is explained by on the stage. */
  readonly pair: Explanation;
}

export const isMade = (one: MadeOrWords): one is ClassMap => 'map' in one;

/**
 * @param targets index of the class of each image; null: the predicted one.
 * @throws AppError where not even the pair can be explained
 */
export async function classFigure(
  workshop: Workshop,
  result: Pick<Explanation, 'pictures' | 'settings'>,
  head: Head,
  targets: Readonly<Record<Slot, number | null>>,
): Promise<ClassFigure> {
  const { pictures } = result;
  const settings = { ...result.settings, method: 'sfam', scope: 'final', against: 'none' } as const;
  const { client, references, pixels, base } = workshop;
  const pair = await explain(
    client,
    { id: client.newJob(), settings, pictures, third: null, references, pixels, base },
    { loading: () => undefined, running: () => undefined, partial: () => undefined },
  );
  const one = (slot: Slot, method: ClassMethodId): Promise<MadeOrWords> => {
    const target = targets[slot];
    const request = { picture: pictures[slot], settings, method, head, ...(target !== null && { target }) };
    return classMap(workshop, request).catch((error: unknown) => {
      const fault = toAppError(error);
      if (fault.code === 'cancelled') throw fault;
      return { words: fault.message };
    });
  };
  const methods = Object.keys(CLASS_METHODS) as ClassMethodId[];
  const row = async (slot: Slot) =>
    Object.fromEntries(
      await Promise.all(methods.map(async (method) => [method, await one(slot, method)] as const)),
    ) as Record<ClassMethodId, MadeOrWords>;
  const [a, b] = await Promise.all(SLOTS.map(row));
  return { head, classes: { a: a!, b: b! }, pair };
}
