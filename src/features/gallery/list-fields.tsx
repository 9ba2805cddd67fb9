import { FileButton } from '../../ui/parts/file-button.tsx';
import { Problems } from '../../ui/parts/problems.tsx';
import { useGallery, useGalleryState } from './use-gallery.ts';

/** Classes of the pictures from a list, where folders do not say them. */
export function ClassListField() {
  const gallery = useGallery();
  const labelled = useGalleryState((state) => state.labelled);
  return (
    <ListField
      words="Open a list of classes"
      label="Class list"
      accept=".csv,.tsv,.txt,.json,.jsonl,.lst,.xml,text/*"
      onFile={(file) => void gallery.takeClasses(file)}
      instead="Classes by folder"
      onForget={labelled && labelled.named > 0 ? () => gallery.forgetClasses() : null}
      hint={
        labelled === null
          ? 'A file name and its class a line (CSV, tabs or spaces), where folders do not say the classes.'
          : labelled.named > 0
            ? `“${labelled.file}” says the class of ${labelled.named} of these pictures; the others have none.`
            : `“${labelled.file}” names no class of these pictures.`
      }
      problems={labelled?.problems ?? []}
    />
  );
}

/** Hits that another program ranked, to be explained here. */
export function RankedListField() {
  const gallery = useGallery();
  const ranked = useGalleryState((state) => state.ranked);
  return (
    <ListField
      words="Open a ranked list"
      label="Ranked list"
      accept=".csv,.tsv,.txt,.json"
      onFile={(file) => void gallery.takeRanked(file)}
      instead="Rank by the network"
      onForget={ranked && (() => gallery.forgetRanked())}
      hint={
        ranked
          ? `“${ranked.file}” ranks the hits of ${ranked.lists.size} of these pictures; those of the others are ranked by the network.`
          : 'Made elsewhere (CSV or JSON: query, hit, score), with names of these pictures: its hits are explained here.'
      }
      problems={ranked?.problems ?? []}
    />
  );
}

interface Props {
  /** On the button that opens a file. */
  readonly words: string;
  readonly label: string;
  readonly accept: string;
  readonly onFile: (file: File) => void;
  /** On the button that lets go of the list; what then stands in its place. */
  readonly instead: string;
  /** null: there is no list to let go of. */
  readonly onForget: (() => void) | null;
  readonly hint: string;
  readonly problems: readonly string[];
}

/** A list that may be opened for the pictures of the gallery. */
function ListField({ words, label, accept, onFile, instead, onForget, hint, problems }: Props) {
  return (
    <div className="ranked-list">
      <div className="button-row">
        <FileButton words={words} label={label} accept={accept} onFiles={([file]) => onFile(file!)} />
        {onForget && (
          <button type="button" className="button small" onClick={onForget}>
            {instead}
          </button>
        )}
      </div>
      <p className="hint">{hint}</p>
      <Problems lines={problems} />
    </div>
  );
}
