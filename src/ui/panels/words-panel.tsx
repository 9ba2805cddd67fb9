import { sameForNetwork } from '../../app/inspect/same-for-network.ts';
import { SLOTS } from '../../app/state.ts';
import { describeMap } from '../../core/describe-map.ts';
import { useApp } from '../app-context.ts';

/** Both maps in words: where they are strongest, and whether anything pulls the pair apart. */
export function WordsPanel() {
  const result = useApp((state) => state.result);
  if (result === null) return null;
  const identical = sameForNetwork(result);
  return (
    <section className="panel" aria-labelledby="words-title">
      <h2 id="words-title">In words</h2>
      {SLOTS.map((slot) => (
        <p key={slot}>
          <strong>{slot.toUpperCase()}</strong> {describeMap({ ...result.maps[slot], identical })}
        </p>
      ))}
    </section>
  );
}
