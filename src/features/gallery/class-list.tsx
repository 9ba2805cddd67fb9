import { useId } from 'react';
import { Problems } from '../../ui/parts/problems.tsx';
import { useGallery, useGalleryState } from './use-gallery.ts';

/** Classes of the pictures from a list, where folders do not say them. */
export function ClassListField() {
  const gallery = useGallery();
  const labelled = useGalleryState((state) => state.labelled);
  const id = useId();
  return (
    <div className="ranked-list">
      <div className="button-row">
        <label className="button small" htmlFor={id}>
          Open a list of classes
        </label>
        <input
          id={id}
          className="sr-only"
          type="file"
          aria-label="Class list"
          accept=".csv,.tsv,.txt"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) void gallery.takeClasses(file);
            target.value = '';
          }}
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
