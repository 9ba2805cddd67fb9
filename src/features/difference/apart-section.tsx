import { useMemo, useState } from 'react';
import { pairOf } from '../../app/result.ts';
import type { Result } from '../../app/state.ts';
import { difference } from '../../core/difference.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { topChannels } from '../../core/top-channels.ts';
import { ChannelMaps } from '../../ui/parts/channel-maps.tsx';
import { showNumber } from '../../ui/result/show-number.ts';

const COUNT = 8;

/** What the two images do not share at this layer: an exact account that is never empty for two unlike images. */
export function ApartSection({ result }: { readonly result: Result }) {
  const { settings, layerShape } = result;
  const metric = METRICS[settings.metric];
  const [picked, setPicked] = useState<number | null>(null);
  const { apart, weights } = useMemo(() => {
    const cells = layerShape[0] * layerShape[1];
    const of = (x: Float32Array, y: Float32Array) => difference(metric, x, y, cells);
    const [a, b] = pairOf(result).map(({ vectors }) => vectors.pooled);
    const ofA = of(a!, b!);
    return { apart: ofA, weights: [ofA.weights, of(b!, a!).weights] };
  }, [metric, result, layerShape]);
  const one = useMemo(() => {
    const hot = Float32Array.from(apart.parts, (_, k) => (k === picked ? 1 : 0));
    return [hot, hot];
  }, [apart, picked]);
  const entries = topChannels(apart.parts, COUNT, 'highest');
  const showing = picked !== null && entries.some(({ channel }) => channel === picked);
  return (
    <section className="closer-part" aria-labelledby="apart-title">
      <h3 id="apart-title">What the two do not share</h3>
      <p>
        Even where nothing is below zero, something is missing to a perfect similarity. This account is exact
        at this layer: {metric.formulas.apart} = <span className="number">{showNumber(apart.total, 5)}</span>.
      </p>
      {apart.total > 0 ? (
        <>
          <div className="table-place">
            <table className="data-table" aria-label="Channels that set the pair apart">
              <thead>
                <tr>
                  <th scope="col">Channel</th>
                  <th scope="col" className="number">
                    Part
                  </th>
                  <th scope="col" className="number">
                    Share
                  </th>
                  <th scope="col">Has more of it</th>
                </tr>
              </thead>
              <tbody>
                {entries.map(({ channel, cis, share }) => (
                  <tr key={channel} data-chosen={showing && channel === picked}>
                    <th scope="row">
                      <button
                        type="button"
                        className="link"
                        aria-pressed={showing && channel === picked}
                        aria-label={`Channel ${channel}`}
                        onClick={() => setPicked(channel === picked ? null : channel)}
                      >
                        {channel}
                      </button>
                    </th>
                    <td className="number">{showNumber(cis)}</td>
                    <td className="number">{showNumber(100 * share, 2)} %</td>
                    <td>{apart.excess[channel]! > 0 ? 'A' : 'B'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {showing ? (
            <ChannelMaps result={result} weights={one} title={`Activation of channel ${picked}`} />
          ) : (
            <ChannelMaps
              result={result}
              weights={weights}
              title="Blue: what sets this image apart from the other"
              diverging
              words={{ low: 'share of what is missing', high: 'takes from it' }}
            />
          )}
        </>
      ) : (
        <p>Nothing: to this network, at this layer, the two images are the same.</p>
      )}
    </section>
  );
}
