import { describe, expect, test } from 'vitest';
import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';
import { SCOPES } from '../../core/methods/scopes.ts';
import type { Scope } from '../../core/methods/side.ts';
import { metricUnused, readingsUnused, scopeBarred } from './availability.ts';

const ALL: readonly Method[] = Object.values(METHODS);

describe.each(ALL)('$id', (method) => {
  test('bars exactly the scopes it has no map for, and says why by name', () => {
    for (const scope of Object.keys(SCOPES) as Scope[]) {
      const reason = scopeBarred(method, scope);
      expect(reason === null).toBe(method.uses.scopes.includes(scope));
      if (reason !== null) expect(reason).toContain(method.label);
    }
  });

  test('says when readings or the metric do nothing to its map', () => {
    expect(readingsUnused(method) === null).toBe(method.uses.reading);
    expect(metricUnused(method) === null).toBe(method.uses.metric);
  });
});
