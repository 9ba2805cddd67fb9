import type { Workshop } from '../../app/workshop.ts';
import { WhatIf } from './what-if.ts';

const known = new WeakMap<Workshop, WhatIf>();

/** The one of an app: edits outlive the closing of the panel. */
export function whatIfOf(workshop: Workshop): WhatIf {
  const session = known.get(workshop) ?? new WhatIf(workshop);
  known.set(workshop, session);
  return session;
}
