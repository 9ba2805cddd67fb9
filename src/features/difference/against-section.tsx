import { useMemo } from 'react';
import { type ChannelWeights, channelWeights } from '../../app/inspect/channel-weights.ts';
import { pairOf } from '../../app/result.ts';
import { senseOf } from '../../app/sense-of.ts';
import { type MapData, type Result, SLOTS } from '../../app/state.ts';
import type { EndWords } from '../../core/meanings.ts';
import { METHODS } from '../../core/methods/index.ts';
import { rectify } from '../../core/rectify.ts';
import { topChannels } from '../../core/top-channels.ts';
import { ChannelMaps } from '../../ui/parts/channel-maps.tsx';
import { MiniPair } from '../../ui/parts/mini-pair.tsx';
import { showNumber } from '../../ui/result/show-number.ts';
import { scaleSense } from '../../ui/stage/scale-sense.ts';

/** What is below zero in the map and in the channels of the result on screen, and what that means, if anything. */
export function AgainstSection({ result }: { readonly result: Result }) {
  const { settings } = result;
  const maps = useMemo(() => pairOf(result).map(({ map }) => map), [result]);
  const method = METHODS[settings.method];
  const signed = method.uses.metric;
  const { ends } = scaleSense(result, method);
  const { says } = senseOf(settings);
  const any = maps.some(({ data }) => data.some((value) => value < 0));
  return (
    <section className="closer-part" aria-labelledby="against-title">
      <h3 id="against-title">Below zero, in this map</h3>
      {signed ? (
        <>
          {SLOTS.map((slot, i) => (
            <p key={slot} className="number">
              <strong>{slot.toUpperCase()}</strong> {placesBelow(maps[i]!, ends?.low)}
            </p>
          ))}
          <p className="quiet">{says}</p>
          <ChannelsBelow result={result} words={ends} />
          {any && (
            <MiniPair
              result={result}
              maps={maps}
              title="Only what is below zero, on the scale of the whole map"
              diverging
              sign="negative"
              words={ends && { low: ends.low, high: '' }}
            />
          )}
        </>
      ) : (
        <p>
          {METHODS[settings.method].label} knows nothing of the other image, so its negative values say
          nothing against the pair.
        </p>
      )}
    </section>
  );
}

function ChannelsBelow({ result, words }: { readonly result: Result; readonly words: EndWords | null }) {
  const found = useMemo(() => pairOf(result).map(channelWeights), [result]);
  const below = useMemo(() => found.map(({ cis }) => rectify(cis, 'negative')), [found]);
  const any = below.some((weights) => weights.some((value) => value < 0));
  return (
    <>
      {sentences(found)}
      {any && (
        <ChannelMaps
          result={result}
          weights={below}
          title="The channels with a CIS below zero, together"
          diverging
          words={found[0]!.from === 'own' ? words : null}
        />
      )}
    </>
  );
}

function sentences(found: readonly ChannelWeights[]) {
  return SLOTS.map((slot, i) => {
    const { cis, from } = found[i]!;
    const worst = topChannels(cis, 5, 'lowest').filter((entry) => entry.cis < 0);
    const count = cis.reduce((sum, value) => sum + (value < 0 ? 1 : 0), 0);
    const list = worst.map((entry) => `${entry.channel} (${showNumber(entry.cis)})`).join(', ');
    const whose = from === 'own' ? '' : ' of this layer';
    return (
      <p key={slot} className="number">
        <strong>{slot.toUpperCase()}</strong>{' '}
        {count === 0
          ? `No channel${whose} has a CIS below zero.`
          : `${count} of ${cis.length} channels${whose} have a CIS below zero, most of all ${list}.`}
      </p>
    );
  });
}

/** Where, and how much of the map's total size, is negative. */
function placesBelow({ data, width }: MapData, meaning: string | undefined): string {
  const against = topChannels(data, 3, 'lowest').filter((entry) => entry.cis < 0);
  if (against.length === 0) return 'No place is below zero.';
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
  const what = meaning === undefined ? '' : ` (${meaning})`;
  return `${count} of ${data.length} places are below zero${what}, ${share} % of the map’s total size; most of all ${list.join('; ')}.`;
}
