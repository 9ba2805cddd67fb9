import { useState } from 'react';
import { totalWords } from '../../app/sense-of.ts';
import { type Result, SLOTS } from '../../app/state.ts';
import { READINGS } from '../../core/cis/index.ts';
import { METHODS } from '../../core/methods/index.ts';
import { type ChannelRanking, topChannels } from '../../core/top-channels.ts';
import { RadioField } from '../../ui/controls/radio-field.tsx';
import { Bar } from '../../ui/parts/bar.tsx';
import { showNumber } from '../../ui/result/show-number.ts';

const STEP = 10;

const ORDERS = [
  { id: 'magnitude', label: 'Largest' },
  { id: 'highest', label: 'Highest' },
  { id: 'lowest', label: 'Lowest' },
] as const;

interface Props {
  readonly result: Result;
  /** Of A and of B, `[K]`. */
  readonly cis: readonly Float32Array[];
  /** The mean of both, by which channels are ranked. */
  readonly mean: Float32Array;
  readonly from: 'own' | 'stand-in';
  readonly order: ChannelRanking;
  readonly onOrder: (order: ChannelRanking) => void;
  readonly chosen: number;
  readonly onChoose: (channel: number) => void;
}

/** The top channels with their CIS in both images, as numbers and bars; choosing one shows its map. */
export function ChannelTable(props: Props) {
  const { result, cis, mean, from, order, onOrder, chosen, onChoose } = props;
  const [count, setCount] = useState(STEP);
  const entries = topChannels(mean, count, order);
  const gross = mean.reduce((sum, value) => sum + Math.abs(value), 0);
  const most = entries.reduce(
    (top, { channel }) => Math.max(top, ...cis.map((each) => Math.abs(each[channel]!))),
    0,
  );
  const caption =
    from === 'own'
      ? `${weightsName(result)}. Channels are ranked by the mean of both images.`
      : `${METHODS[result.settings.method].label} gives channels no CIS. Shown instead: each one’s share of ${totalWords(result.settings)} at this layer.`;
  return (
    <section className="closer-part" aria-labelledby="top-channels-title">
      <h3 id="top-channels-title">Top channels</h3>
      <RadioField label="Order" value={order} choices={ORDERS} onChoose={onOrder} />
      <div className="table-place">
        <table className="data-table" aria-label="Top channels">
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">Channel</th>
              <th scope="col">CIS in A</th>
              <th scope="col">CIS in B</th>
              <th scope="col" className="number">
                So far
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map(({ channel, running }) => (
              <tr key={channel} data-chosen={channel === chosen}>
                <th scope="row">
                  <button
                    type="button"
                    className="link"
                    aria-pressed={channel === chosen}
                    aria-label={`Channel ${channel}`}
                    onClick={() => onChoose(channel)}
                  >
                    {channel}
                  </button>
                </th>
                {SLOTS.map((slot, i) => (
                  <td key={slot}>
                    <Bar value={cis[i]![channel]!} most={most} />
                  </td>
                ))}
                <td className="number">{gross > 0 ? showNumber(running) : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {count < mean.length && (
        <div className="button-row">
          <button type="button" className="button small" onClick={() => setCount(count + STEP)}>
            Show {Math.min(STEP, mean.length - count)} more
          </button>
          <span className="quiet">
            {entries.length} of {mean.length} channels. “So far”: the mean CIS of a row and all above it,
            added up.
          </span>
        </div>
      )}
    </section>
  );
}

/** What the weights of a method are: SFAM's are readings of the CIS, those of other methods their own. */
function weightsName({ settings: { method, reading } }: Result): string {
  const { label, uses } = METHODS[method];
  return uses.reading
    ? `CIS, ${READINGS[reading].label.toLowerCase()} reading`
    : `The weights that ${label} gives channels stand as their CIS`;
}
