import type { SamplePair } from '../../core/samples/sample.ts';
import { SAMPLE_PAIRS, SAMPLES } from '../../core/samples/samples.ts';
import { useApp, useCommands } from '../app-context.ts';
import { openPair } from './open-pair.ts';

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

/** A pair as a button: both photographs, its name, what to look for. */
function SampleCard({ pair, open }: { readonly pair: SamplePair; readonly open: boolean }) {
  const commands = useCommands();
  return (
    <button
      type="button"
      className="sample-card"
      aria-pressed={open}
      onClick={() => void commands.openPair(pair.id)}
    >
      <span className="sample-thumbs">
        <Thumb id={pair.a} />
        <Thumb id={pair.b} />
      </span>
      <span className="sample-title">{pair.title}</span>
      <span className="sample-look">{pair.lookFor}</span>
    </button>
  );
}

function Thumb({ id }: { readonly id: string }) {
  const sample = SAMPLES.find((each) => each.id === id);
  if (sample === undefined) return null;
  const { file, width, height } = sample;
  return (
    <img src={`./samples/${file}`} width={width} height={height} alt="" loading="lazy" decoding="async" />
  );
}
