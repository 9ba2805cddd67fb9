import { activityAt, explanationIn } from '../../app/result.ts';
import { SLOTS } from '../../app/state.ts';
import { ACTIVITY } from '../../core/activity.ts';
import { METHODS } from '../../core/methods/index.ts';
import { useApp } from '../app-context.ts';
import { EndNumbers } from '../parts/end-numbers.tsx';
import { MapImage } from '../parts/map-image.tsx';
import { PreviousBadge } from '../result/previous-badge.tsx';
import { controlWords } from './control-words.ts';

/** The control beside every result: where the network is active at all, and how much of the map that explains. */
export function ControlPanel() {
  const result = useApp((state) => state.result);
  if (result === null) return null;
  const { label } = METHODS[result.settings.method];
  const { why, label: activity } = ACTIVITY[result.activity];
  return (
    <section className="panel" aria-labelledby="control-title">
      <h2>
        <span id="control-title">Is it more than activity?</span> <PreviousBadge />
      </h2>
      <p>{why} A map that follows it closely says little about this pair.</p>
      <div className="control-pair">
        {SLOTS.map((slot) => {
          const { map, correlation } = activityAt(explanationIn(result, slot), result.activity);
          return (
            <figure key={slot}>
              <MapImage className="mini-map" map={map} label={`${activity}, image ${slot.toUpperCase()}`} />
              <EndNumbers map={map} />
              <figcaption>
                <strong>{slot.toUpperCase()}</strong> {controlWords(correlation, label)}
              </figcaption>
            </figure>
          );
        })}
      </div>
    </section>
  );
}
