import { explainedByItself } from '../../app/inspect/same-for-network.ts';
import { explanationIn } from '../../app/result.ts';
import { senseOf } from '../../app/sense-of.ts';
import { SLOTS } from '../../app/state.ts';
import { useApp } from '../app-context.ts';
import { onDemand } from '../loading/on-demand.tsx';
import { PreviousBadge } from '../result/previous-badge.tsx';
import { paneWords } from '../stage/pane-words.ts';
import { resultView } from '../stage/result-view.ts';

const SignNote = onDemand(() => import('./sign-note.tsx'), { waiting: null });

/** Both maps in words: where they are strongest, and what their values and signs say. */
export function WordsPanel() {
  const result = useApp((state) => state.result);
  const { showing, sign } = useApp((state) => state.display);
  if (result === null) return null;
  const context = { identical: explainedByItself(result), sign };
  const { says } = senseOf(result.settings, resultView(explanationIn(result, 'a'), showing).method);
  return (
    <section className="panel" aria-labelledby="words-title">
      <h2>
        <span id="words-title">In words</span> <PreviousBadge />
      </h2>
      {SLOTS.map((slot) => (
        <p key={slot}>
          <strong>{slot.toUpperCase()}</strong>{' '}
          {paneWords(resultView(explanationIn(result, slot), showing), slot, context)}
        </p>
      ))}
      <p className="quiet">{says}</p>
      {showing === 'map' && <SignNote result={result} />}
    </section>
  );
}
