import { FileButton } from '../../ui/parts/file-button.tsx';
import { Problems } from '../../ui/parts/problems.tsx';
import { useGallery, useGalleryState } from './use-gallery.ts';

/** Classes of the pictures from a list, where folders do not say them. */
export function ClassListField() {
  const gallery = useGallery();
  const labelled = useGalleryState((state) => state.labelled);
  return (
    <div className="ranked-list">
      <div className="button-row">
        <FileButton
          words="Open a list of classes"
          label="Class list"
          accept=".csv,.tsv,.txt"
          onFiles={([file]) => void gallery.takeClasses(file!)}
        />
        {labelled && labelled.named > 0 && (
          <button type="button" className="button small" onClick={() => gallery.forgetClasses()}>
            Classes by folder
          </button>
        )}
      </div>
      <p className="hint">
        {labelled === null
          ? 'A file name and its class a line (CSV, tabs or spaces), where folders do not say the classes.'
          : labelled.named > 0
            ? `“${labelled.file}” says the class of ${labelled.named} of these pictures; the others have none.`
            : `“${labelled.file}” names no class of these pictures.`}
      </p>
      {labelled && <Problems lines={labelled.problems} />}
    </div>
  );
}
