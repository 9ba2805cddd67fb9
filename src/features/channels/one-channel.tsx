import { useMemo } from 'react';
import type { Result } from '../../app/state.ts';
import { ChannelMaps } from '../../ui/parts/channel-maps.tsx';
import { showNumber } from '../../ui/result/show-number.ts';

interface Props {
  readonly result: Result;
  /** Of A and of B, `[K]`. */
  readonly cis: readonly Float32Array[];
  readonly channel: number;
}

/** Where one channel responds in both images: its own feature map, not weighted. */
export function OneChannel({ result, cis, channel }: Props) {
  const channels = cis[0]!.length;
  const weights = useMemo(() => {
    const one = new Float32Array(channels);
    one[channel] = 1;
    return [one, one];
  }, [channels, channel]);
  return (
    <section className="closer-part" aria-labelledby="one-channel-title">
      <h3 id="one-channel-title">Where channel {channel} responds</h3>
      <p>
        CIS {showNumber(cis[0]![channel]!)} in A and {showNumber(cis[1]![channel]!)} in B. The map is the
        channel’s own activation, before any weight.
      </p>
      <ChannelMaps result={result} weights={weights} title={`Activation of channel ${channel}`} />
    </section>
  );
}
