import { useState } from 'react';
import { picturePath, type SetPicture } from '../../app/collection/picture-set.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { useCommands } from '../../ui/app-context.ts';
import { plainDecimal } from '../../ui/result/plain-decimal.ts';
import { Thumbnail } from './thumbnail.tsx';
import { useGalleryState } from './use-gallery.ts';

/** Hits shown before somebody asks for more. */
const SHOWN = 12;

/** The neighbours of the picture that was asked for, nearest first; any of them goes to the stage beside it. */
export function NearestImages() {
  const commands = useCommands();
  const pictures = useGalleryState((state) => state.pictures);
  const query = useGalleryState((state) => state.query);
  const [shown, setShown] = useState(SHOWN);
  if (query === null) return null;
  const asked = pictures[query.index]!;
  const explain = async (hit: SetPicture) => {
    const files = await Promise.all([asked, hit].map(fileOf));
    await commands.openFiles(files);
    document.getElementById('main')?.scrollIntoView({ block: 'start' });
  };
  return (
    <section className="nearest" aria-label="Neighbours">
      <h3>{`Nearest to ${asked.name}`}</h3>
      <p className="hint">
        {`By the ${METRICS[query.metric].label.toLowerCase()} similarity of the embeddings, most similar first. “Why” puts the two on the stage with their maps.`}
      </p>
      <ol className="nearest-list" aria-label="Nearest images">
        {query.hits.slice(0, shown).map(({ index, score }) => {
          const hit = pictures[index]!;
          const right = asked.folder !== '' && hit.folder === asked.folder;
          return (
            <li key={picturePath(hit)} data-right={right}>
              <Thumbnail picture={hit} />
              <span className="nearest-name">{picturePath(hit)}</span>
              <span className="number nearest-score">{plainDecimal(score)}</span>
              <button
                type="button"
                className="button small"
                aria-label={`Why ${hit.name}`}
                onClick={() => void explain(hit)}
              >
                Why
              </button>
            </li>
          );
        })}
      </ol>
      {shown < query.hits.length && (
        <button type="button" className="button small" onClick={() => setShown(shown + 4 * SHOWN)}>
          Show more
        </button>
      )}
    </section>
  );
}

async function fileOf(picture: SetPicture): Promise<File> {
  const blob = await picture.blob();
  return new File([blob], picture.name, { type: blob.type });
}
