import { type MapData, SLOTS, type Slot } from '../../app/state.ts';
import type { SanityCheck } from '../../core/faithfulness/sanity.ts';
import { MapImage } from '../../ui/parts/map-image.tsx';
import { rankText, rankWords } from './rank-words.ts';

interface Props {
  readonly title: string;
  /** What the similarity is at this stage. */
  readonly note: string;
  readonly maps: Readonly<Record<Slot, MapData>> | null;
  /** null for the original, which is what the others are compared with. */
  readonly checks: Readonly<Record<Slot, SanityCheck>> | null;
}

/** Both maps at one stage, with their rank correlations to the original beneath. */
export function TilePair({ title, note, maps, checks }: Props) {
  return (
    <figure className="tile-pair">
      <figcaption>{title}</figcaption>
      <div className="tiles">
        {SLOTS.map((slot) => (
          <div key={slot}>
            {maps ? (
              <MapImage
                className="map-tile"
                map={maps[slot]}
                label={`Map of image ${slot.toUpperCase()}, ${title}${checks ? `: ${rankWords(checks[slot])}` : ''}`}
              />
            ) : (
              <div className="map-tile" />
            )}
            <p className="number">
              {slot.toUpperCase()}
              {checks ? ` ρ ${rankText(checks[slot].rank)}` : ''}
            </p>
            {checks && <p className="number quiet">sizes {rankText(checks[slot].magnitudeRank)}</p>}
          </div>
        ))}
      </div>
      <p className="quiet number">{note}</p>
    </figure>
  );
}
