import { useMemo } from 'react';
import { channelWeights } from '../../app/inspect/channel-weights.ts';
import { type Explanation, type MapData, SLOTS, type Slot } from '../../app/state.ts';
import { METHODS } from '../../core/methods/index.ts';
import { rectify } from '../../core/rectify.ts';
import { topChannels } from '../../core/top-channels.ts';
import { ChannelMaps } from '../../ui/parts/channel-maps.tsx';
import { MiniPair } from '../../ui/parts/mini-pair.tsx';
import { showNumber } from '../../ui/result/show-number.ts';

/** Negative evidence in the map and in the channels of the result on screen, or the words that there is none. */
export function AgainstSection({ result }: { readonly result: Explanation }) {
  const { maps, settings } = result;
  const signed = METHODS[settings.method].uses.metric;
  const any = SLOTS.some((slot) => maps[slot].data.some((value) => value < 0));
  return (
    <section className="closer-part" aria-labelledby="against-title">
      <h3 id="against-title">
        Against {settings.against === 'none' ? 'the similarity' : 'what is explained'}, in this map
      </h3>
      {signed ? (
        <>
          {SLOTS.map((slot) => (
            <p key={slot} className="number">
              <strong>{slot.toUpperCase()}</strong> {placesAgainst(maps[slot])}
            </p>
          ))}
          <ChannelsAgainst result={result} />
          {any && (
            <MiniPair
              result={result}
              maps={maps}
              title="Only what pulls the pair apart, on the scale of the whole map"
              diverging
              sign="negative"
              words={{ low: 'pushes the pair apart', high: '' }}
            />
          )}
        </>
      ) : (
        <p>
          {METHODS[settings.method].label} knows nothing of the other image, so its negative values are no
          evidence against the pair.
        </p>
      )}
    </section>
  );
}

function ChannelsAgainst({ result }: { readonly result: Explanation }) {
  const { cis, from } = useMemo(() => channelWeights(result), [result]);
  const hurting = useMemo(() => ({ a: rectify(cis.a, 'negative'), b: rectify(cis.b, 'negative') }), [cis]);
  const any = SLOTS.some((slot) => hurting[slot].some((value) => value < 0));
  return (
    <>
      {sentences(cis, from)}
      {any && (
        <ChannelMaps
          result={result}
          weights={hurting}
          title="The channels that hurt, together"
          diverging
          words={{ low: 'pushes the pair apart', high: 'pulls it together' }}
        />
      )}
    </>
  );
}

function sentences(cis: Readonly<Record<Slot, Float32Array>>, from: 'own' | 'stand-in') {
  return SLOTS.map((slot) => {
    const worst = topChannels(cis[slot], 5, 'lowest').filter((entry) => entry.cis < 0);
    const count = cis[slot].reduce((sum, value) => sum + (value < 0 ? 1 : 0), 0);
    const list = worst.map((entry) => `${entry.channel} (${showNumber(entry.cis)})`).join(', ');
    const whose = from === 'own' ? '' : ' of this layer';
    return (
      <p key={slot} className="number">
        <strong>{slot.toUpperCase()}</strong>{' '}
        {count === 0
          ? `No channel${whose} counts against it: all ${cis[slot].length} have a CIS of zero or more.`
          : `${count} of ${cis[slot].length} channels${whose} count against it, most of all ${list}.`}
      </p>
    );
  });
}

/** Where, and how much of the map's total size, is negative. */
function placesAgainst({ data, width }: MapData): string {
  const against = topChannels(data, 3, 'lowest').filter((entry) => entry.cis < 0);
  if (against.length === 0) return 'No place pulls the pair apart: the map is nowhere negative.';
  let negative = 0;
  let gross = 0;
  let count = 0;
  for (const value of data) {
    gross += Math.abs(value);
    if (value < 0) {
      negative -= value;
      count += 1;
    }
  }
  const list = against.map(
    ({ channel: cell, cis }) =>
      `row ${Math.floor(cell / width) + 1}, column ${(cell % width) + 1} (${showNumber(cis)})`,
  );
  const share = showNumber((100 * negative) / gross, 2);
  return `${count} of ${data.length} places pull the pair apart, ${share} % of the map’s total size; most of all ${list.join('; ')}.`;
}
