import { useMemo, useState } from 'react';
import { channelWeights } from '../../app/inspect/channel-weights.ts';
import { pairOf } from '../../app/result.ts';
import type { Result } from '../../app/state.ts';
import type { ChannelRanking } from '../../core/top-channels.ts';
import { useApp } from '../../ui/app-context.ts';
import '../../ui/parts/parts.css';
import { ChannelMaps } from '../../ui/parts/channel-maps.tsx';
import { showNumber } from '../../ui/result/show-number.ts';
import { ChannelTable } from './channel-table.tsx';
import { LedgerSection } from './ledger-section.tsx';
import { TopTogether } from './top-together.tsx';

/** The ledger of the score and the channels behind it. */
export default function ChannelsPanel() {
  const result = useApp((state) => state.result);
  if (result === null) return <p>There is no result yet.</p>;
  return <Channels result={result} />;
}

function Channels({ result }: { readonly result: Result }) {
  const [order, setOrder] = useState<ChannelRanking>('magnitude');
  const [picked, setPicked] = useState<number | null>(null);
  const { cis, from } = useMemo(() => {
    const found = pairOf(result).map(channelWeights);
    return { cis: found.map((one) => one.cis), from: found[0]!.from };
  }, [result]);
  // Both images have one ranking: by the mean of their two CIS.
  const mean = useMemo(() => cis[0]!.map((value, k) => (value + cis[1]![k]!) / 2), [cis]);
  const channels = mean.length;
  const best = useMemo(() => mean.reduce((top, value, k) => (value > mean[top]! ? k : top), 0), [mean]);
  const channel = picked !== null && picked < channels ? picked : best;
  return (
    <div className="closer">
      <LedgerSection result={result} />
      <ChannelTable
        result={result}
        cis={cis}
        mean={mean}
        from={from}
        order={order}
        onOrder={setOrder}
        chosen={channel}
        onChoose={setPicked}
      />
      <div className="closer-part">
        <OneChannel result={result} cis={cis} channel={channel} />
        <TopTogether key={channels} result={result} cis={cis} mean={mean} order={order} />
      </div>
    </div>
  );
}

interface Props {
  readonly result: Result;
  /** Of A and of B, `[K]`. */
  readonly cis: readonly Float32Array[];
  readonly channel: number;
}

/** Where one channel responds in both images: its own feature map, not weighted. */
function OneChannel({ result, cis, channel }: Props) {
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
