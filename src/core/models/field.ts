import type { BuiltInId } from './model.ts';

/** What a network was made to tell apart. */
export type Field = 'objects' | 'faces';

const FIELDS = {
  objects: 'objects',
  faces: 'faces',
  'faces-dlib': 'faces',
} satisfies Record<BuiltInId, Field>;

/** null: somebody's own network, of which nobody said. @param model id of a network. */
export function fieldOf(model: string): Field | null {
  return (FIELDS as Readonly<Partial<Record<string, Field>>>)[model] ?? null;
}
