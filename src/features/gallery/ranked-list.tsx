import { FileButton } from '../../ui/parts/file-button.tsx';
import { Problems } from '../../ui/parts/problems.tsx';
import { useGallery, useGalleryState } from './use-gallery.ts';

/** Hits that another program ranked, to be explained here. */
export function RankedListField() {
  const gallery = useGallery();
  const ranked = useGalleryState((state) => state.ranked);
  return (
    <div className="ranked-list">
      <div className="button-row">
        <FileButton
          words="Open a ranked list"
          label="Ranked list"
          accept=".csv,.tsv,.txt,.json"
          onFiles={([file]) => void gallery.takeRanked(file!)}
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
