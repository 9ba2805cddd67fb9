import { useState } from 'react';
import { classOf, picturePath, type SetPicture } from '../../app/collection/picture-set.ts';
import type { Settings } from '../../app/state.ts';
import { METHODS } from '../../core/methods/index.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { useApp, useCommands } from '../../ui/app-context.ts';
import { plainDecimal } from '../../ui/result/plain-decimal.ts';
import { HitMap } from './hit-map.tsx';
import { useGallery, useGalleryState } from './use-gallery.ts';
import { useStage } from './use-stage.ts';

/** Hits shown before somebody asks for more. */
const SHOWN = 12;

/** The neighbours of the picture that was asked for, nearest first, with their maps; any of them goes to the stage. */
export function NearestImages() {
  const commands = useCommands();
  const gallery = useGallery();
  const pictures = useGalleryState((state) => state.pictures);
  const query = useGalleryState((state) => state.query);
  const made = useGalleryState((state) => state.made);
  const method = useApp(({ settings }) => settings.method);
  const against = useApp(({ settings }) => settings.against);
  const toStage = useStage();
  const [shown, setShown] = useState(SHOWN);
  if (query === null) return null;
  const asked = pictures[query.index]!;
  const hits = query.hits.slice(0, shown);
  // As the ranking was made, so that the stage shows the score of the list.
  const as: Partial<Settings> = {
    ...(made && { model: made.model, size: made.size, fit: made.fit }),
    ...(query.from === null && { metric: query.metric }),
  };
  const stage = (some: readonly SetPicture[], change: Partial<Settings>) =>
    toStage(some, { ...(query.from === null && { metric: query.metric }), ...change });
  const share = async () => {
    const ids = new Set([asked.id, ...hits.map(({ index }) => pictures[index]!.id)]);
    const counters = gallery.group('the rest of the gallery', ({ id }) => !ids.has(id));
    const examples = gallery.group(`the neighbours of “${asked.name}”`, ({ id }) => ids.has(id));
    commands.compareWith({ examples, counters: counters.members.length > 0 ? counters : null });
    await stage([asked, pictures[hits[0]!.index]!], { against: 'class' });
  };
  const small = METHODS[method].kind === 'perturbation' ? METHODS.sfam.label : METHODS[method].label;
  return (
    <section className="nearest" aria-label="Neighbours">
      <h3>{`Nearest to ${asked.name}`}</h3>
      <p className="hint">
        {query.from === null
          ? `By the ${METRICS[query.metric].label.toLowerCase()} similarity of the embeddings, most similar first.`
          : `As “${query.from}” ranks them, with its scores; the maps are those of the network chosen here.`}
        {` Over each hit lies its map, ${small}, on a colour range of its own; point at it to see the picture. “Why” puts the two on the stage; “Why above the next” asks why this hit is nearer than the one after it.`}
      </p>
      <ol className="nearest-list" aria-label="Nearest images">
        {hits.map(({ index, score }, order) => {
          const hit = pictures[index]!;
          const next = query.hits[order + 1];
          const right = classOf(asked) !== '' && classOf(hit) === classOf(asked);
          return (
            <li key={picturePath(hit)} data-right={right}>
              <HitMap of={hit} by={asked} label={`Map of ${hit.name}`} change={as} />
              <span className="nearest-name" title={picturePath(hit)}>
                {picturePath(hit)}
              </span>
              <span className="number nearest-score">
                {Number.isFinite(score) ? plainDecimal(score) : '–'}
              </span>
              <button
                type="button"
                className="button small"
                aria-label={`Why ${hit.name}`}
                // Image C of an earlier question is nothing to this one.
                onClick={() => void stage([asked, hit], { against: against === 'image' ? 'none' : against })}
              >
                Why
              </button>
              {next && (
                <button
                  type="button"
                  className="button small"
                  aria-label={`Why ${hit.name} above ${pictures[next.index]!.name}`}
                  onClick={() => void stage([asked, hit, pictures[next.index]!], { against: 'image' })}
                >
                  Why above the next
                </button>
              )}
            </li>
          );
        })}
      </ol>
      <div className="button-row">
        {shown < query.hits.length && (
          <button type="button" className="button small" onClick={() => setShown(shown + 4 * SHOWN)}>
            Show more
          </button>
        )}
        {hits.length > 1 && (
          <button type="button" className="button small" onClick={() => void share()}>
            {`What the ${hits.length} shown and ${asked.name} share`}
          </button>
        )}
      </div>
    </section>
  );
}
