import * as v from 'valibot';

/**
 * A sort of record that is stored: what of it is there has passed one of these schemas, whoever wrote it. To change
 * what is stored, add a version; the older ones stay for ever, each with its fixture in testing/stored/.
 */
export interface Kind<T> {
  readonly id: string;
  /** The newest one is written. */
  readonly version: number;
  /** By version: what was stored, made into what is used today (`v.pipe(old, v.transform(…))`). */
  readonly schemas: Readonly<Record<number, v.GenericSchema<unknown, T>>>;
}

/** Versions that may be found, the newest first. */
export const versionsOf = (kind: Kind<unknown>): readonly number[] =>
  Object.keys(kind.schemas)
    .map(Number)
    .sort((a, b) => b - a);

/** null: not a record of this kind and version, be it damaged or tampered with. */
export function readAs<T>(kind: Kind<T>, version: number, value: unknown): T | null {
  const schema = kind.schemas[version];
  if (!schema) return null;
  const parsed = v.safeParse(schema, value);
  return parsed.success ? parsed.output : null;
}
