import { useCallback, useId, useMemo, useState } from 'react';
import { weightedMaps } from '../../app/inspect/weighted-maps.ts';
import { type Result, SLOTS } from '../../app/state.ts';
import { pearson } from '../../core/correlation.ts';
import { type ChannelRanking, topChannels } from '../../core/top-channels.ts';
import { useAppHandle } from '../../ui/app-context.ts';
import { useLatest } from '../../ui/hooks/use-latest.ts';
import { MiniPair } from '../../ui/parts/mini-pair.tsx';
import { showNumber } from '../../ui/result/show-number.ts';

interface Props {
  readonly result: Result;
  /** Of A and of B, `[K]`. */
  readonly cis: readonly Float32Array[];
  readonly mean: Float32Array;
  readonly order: ChannelRanking;
}

/** How much of the whole the first n channels of the table make, as a number and as a map. */
export function TopTogether({ result, cis, mean, order }: Props) {
  const { services } = useAppHandle();
  const id = useId();
  const [n, setN] = useState(10);
  const whole = useLatest(useCallback(() => weightedMaps(services, result, cis), [services, result, cis]));
  const weights = useMemo(() => {
    const top = topChannels(mean, n, order);
    return cis.map((each) => {
      const masked = new Float32Array(each.length);
      for (const { channel } of top) masked[channel] = each[channel]!;
      return masked;
    });
  }, [mean, n, order, cis]);
  const part = useLatest(
    useCallback(
      async () => ({ maps: await weightedMaps(services, result, weights) }),
      [services, result, weights],
    ),
  );
  const text = `${n} of ${mean.length}`;
  return (
    <section className="closer-part" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>The first n channels together</h3>
      <div className="field">
        <div className="field-split">
          <label htmlFor={id}>Channels, in the order of the table</label>
          <span className="number">{text}</span>
        </div>
        <input
          id={id}
          type="range"
          min={1}
          max={mean.length}
          value={n}
          aria-valuetext={text}
          onChange={(event) => setN(Number(event.target.value))}
        />
      </div>
      {SLOTS.map((slot, i) => {
        const r = part.value && whole.value ? pearson(part.value.maps[i]!.data, whole.value[i]!.data) : null;
        return (
          <p key={slot} className="number">
            <strong>{slot.toUpperCase()}</strong> {shareWords(weights[i]!, cis[i]!)}
            {r !== null && ` Their map follows the whole map with r = ${r.toFixed(3).replace('-', '−')}.`}
          </p>
        );
      })}
      {part.error !== null && <p className="quiet">These maps could not be made. {part.error}</p>}
      {part.value && (
        <MiniPair result={result} maps={part.value.maps} title="Map of these channels alone, weighted" />
      )}
    </section>
  );
}

const total = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0);

function shareWords(part: Float32Array, whole: Float32Array): string {
  const [sum, all] = [total(part), total(whole)];
  const gross = whole.reduce((add, value) => add + Math.abs(value), 0);
  // Where both signs cancel (the gradient reading), a share of the sum would mean nothing.
  const meaningful = Math.abs(all) > 0.05 * gross;
  return `They add up to ${showNumber(sum)} of ${showNumber(all)}${meaningful ? `, ${showNumber((100 * sum) / all)} %` : ''}.`;
}
