import { SAMPLE_PAIRS } from '../../core/samples/samples.ts';
import { useApp } from '../app-context.ts';
import { openPair } from './open-pair.ts';
import { SampleCard } from './sample-card.tsx';

/** Pairs of photographs to start from, each with what to look for. */
export function SamplesStrip() {
  const open = useApp(openPair);
  return (
    <section className="samples" aria-labelledby="samples-title">
      <h2 id="samples-title">Pairs to try</h2>
      <ul className="samples-list">
        {SAMPLE_PAIRS.map((pair) => (
          <li key={pair.id}>
            <SampleCard pair={pair} open={pair === open} />
          </li>
        ))}
      </ul>
    </section>
  );
}
