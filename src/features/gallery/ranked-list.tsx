import { useId } from 'react';
import { Problems } from '../../ui/parts/problems.tsx';
import { useGallery, useGalleryState } from './use-gallery.ts';

/** Hits that another program ranked, to be explained here. */
export function RankedListField() {
  const gallery = useGallery();
  const ranked = useGalleryState((state) => state.ranked);
  const id = useId();
  return (
    <div className="ranked-list">
      <div className="button-row">
        <label className="button small" htmlFor={id}>
          Open a ranked list
        </label>
        <input
          id={id}
          className="sr-only"
          type="file"
          aria-label="Ranked list"
          accept=".csv,.tsv,.txt,.json"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) void gallery.takeRanked(file);
            target.value = '';
          }}
        />
        {ranked && (
          <button type="button" className="button small" onClick={() => gallery.forgetRanked()}>
            Rank by the network
          </button>
        )}
      </div>
      <p className="hint">
        {ranked
          ? `“${ranked.file}” ranks the hits of ${ranked.lists.size} of these pictures; those of the others are ranked by the network.`
          : 'Made elsewhere (CSV or JSON: query, hit, score), with names of these pictures: its hits are explained here.'}
      </p>
      {ranked && <Problems lines={ranked.problems} />}
    </div>
  );
}
