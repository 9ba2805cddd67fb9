import { type MapData, SLOTS } from '../../app/state.ts';
import type { SanityCheck } from '../../core/faithfulness/sanity.ts';
import { MapImage } from '../../ui/parts/map-image.tsx';

interface Props {
  readonly title: string;
  /** What the similarity is at this stage. */
  readonly note: string;
  /** Of A and of B; not there for as long as they are not made. The original is checked against nothing. */
  readonly directions: readonly { readonly map: MapData; readonly check?: SanityCheck }[] | null;
}

/** Both maps at one stage, with their rank correlations to the original beneath. */
export function TilePair({ title, note, directions }: Props) {
  return (
    <figure className="tile-pair">
      <figcaption>{title}</figcaption>
      <div className="tiles">
        {SLOTS.map((slot, i) => {
          const { map, check } = directions?.[i] ?? {};
          return (
            <div key={slot}>
              {map ? (
                <MapImage
                  className="map-tile"
                  map={map}
                  label={`Map of image ${slot.toUpperCase()}, ${title}${check ? `: ${rankWords(check)}` : ''}`}
                />
              ) : (
                <div className="map-tile" />
              )}
              <p className="number">
                {slot.toUpperCase()}
                {check ? ` ρ ${rankText(check.rank)}` : ''}
              </p>
              {check && <p className="number quiet">sizes {rankText(check.magnitudeRank)}</p>}
            </div>
          );
        })}
      </div>
      <p className="quiet number">{note}</p>
    </figure>
  );
}

/** A rank correlation for people; a constant map has none. */
function rankText(rank: number | null): string {
  return rank === null ? '–' : rank.toFixed(2).replace('-', '−');
}

/** Both correlations of a check, spoken. */
function rankWords({ rank, magnitudeRank }: SanityCheck): string {
  return `rank correlation ${rankText(rank)}, of the magnitudes ${rankText(magnitudeRank)}`;
}
