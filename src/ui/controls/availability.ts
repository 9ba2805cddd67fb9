import type { Method } from '../../core/methods/method.ts';
import { SCOPES } from '../../core/methods/scopes.ts';
import type { Scope } from '../../core/methods/side.ts';

/** Why this scope cannot be chosen with this method, in words; null where it can. */
export function scopeBarred(method: Method, scope: Scope): string | null {
  const { scopes } = method.uses;
  if (scopes.includes(scope)) return null;
  if (scopes.length === 0) return `${method.label} needs no similarity, so there is none to choose.`;
  const only = SCOPES[scopes[0]!].label.toLowerCase();
  return `${method.label} explains ${only} only.`;
}

/** Why choosing a reading does nothing with this method; null where it does something. */
export function readingsUnused(method: Method): string | null {
  return method.uses.reading ? null : `${method.label} has no readings of CIS to choose from.`;
}

/** Said under the metric where the map does not depend on it. */
export function metricUnused(method: Method): string | null {
  return method.uses.metric ? null : `The score follows this choice; the map of ${method.label} does not.`;
}
