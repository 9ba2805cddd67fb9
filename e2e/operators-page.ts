import { compareOperators } from '../src/testing/operators/compare-backends.ts';

/** What operators.spec.ts calls in the page that it makes of this file. */
Object.assign(globalThis, { compareOperators });
