import type { Method } from './method.ts';

/** Whom to cite for a map, as a sentence; empty for those of no paper (controls, silencing). */
export function citation({ label, source }: Pick<Method, 'label' | 'source'>): string {
  if (source === null) return '';
  return source.startsWith(`${label}, `) ? `${source}.` : `${label}: ${source}.`;
}
