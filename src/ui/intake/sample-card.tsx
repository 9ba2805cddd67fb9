import type { SamplePair } from '../../core/samples/sample.ts';
import { SAMPLES } from '../../core/samples/samples.ts';
import { useCommands } from '../app-context.ts';

/** A pair as a button: both photographs, its name, what to look for. */
export function SampleCard({ pair, open }: { readonly pair: SamplePair; readonly open: boolean }) {
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
