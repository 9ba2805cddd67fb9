import { isDeepStrictEqual } from 'node:util';
import type { Settings } from '../../src/app/state.ts';
import { parseUrl } from '../../src/app/url-state.ts';
import { chosenSettings } from './chosen-settings.ts';
import type { PageFacts } from './page-facts.ts';

/**
 * Whether the page may still be catching up with what was chosen a moment ago. Marks of waiting come when there is
 * waiting (ui/hooks/use-lasting.ts), the address comes with the map or soon after (app/keep-address.ts), and what lies
 * below the stage comes after it (ui/below-the-stage.tsx).
 */
export function isLagging(facts: PageFacts, backend: Settings['backend']): boolean {
  const unmarked = !facts.previous && facts.job !== 'done';
  const alone = facts.result !== '' && facts.card.length === 0;
  const { settings } = parseUrl(facts.search);
  const chosen = Object.entries(chosenSettings(facts, backend)) as [keyof Settings, unknown][];
  return unmarked || alone || chosen.some(([name, value]) => !isDeepStrictEqual(settings[name], value));
}
