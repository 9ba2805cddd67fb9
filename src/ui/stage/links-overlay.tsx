import { useStore } from 'zustand';
import { pairOf } from '../../app/result.ts';
import { useApp } from '../app-context.ts';
import { onDemand } from '../loading/on-demand.tsx';
import { type Links, links } from './links.ts';

/** Comes with the first panel that draws links. */
const LinkLines = onDemand<{ readonly drawn: Links }>(() => import('./link-lines.tsx'), { waiting: null });

/** Links across the two pictures, over the stage. The table of the Points panel says the same in text. */
export function LinksOverlay() {
  const drawn = useStore(links, (state) => state.drawn);
  // A link belongs to its own feature maps: another layer or picture has others.
  const valid = useApp(
    ({ result }) =>
      drawn !== null &&
      result !== null &&
      result.settings.layer === drawn.result.settings.layer &&
      pairOf(result).every(({ of }, i) => of.id === drawn.result.explanations[i]!.of.id),
  );
  return drawn !== null && valid ? <LinkLines drawn={drawn} /> : null;
}
