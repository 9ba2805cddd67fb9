import { filesOfLongInput } from '../../app/collection/files-of-drop.ts';
import { useFileDrop } from '../../ui/hooks/use-file-drop.ts';
import { FileButton } from '../../ui/parts/file-button.tsx';
import { Problems } from '../../ui/parts/problems.tsx';
import { usePairs, usePairsLab } from './use-pairs.ts';

/** Where the pictures come from: the photographs that ship, or a drop, a folder or files of one's own. */
export function PictureSource() {
  const lab = usePairsLab();
  const source = usePairs(({ choice }) => choice.source);
  const pictures = usePairs((state) => state.pictures);
  const problems = usePairs((state) => state.fileProblems);
  const folders = new Set(pictures.map(({ folder }) => folder)).size;
  const { over, handlers } = useFileDrop((files) => void lab.takeFiles(files));
  const chosen = (files: readonly File[]) =>
    void filesOfLongInput(files).then((found) => lab.takeFiles(found));
  return (
    <section className={over ? 'pairs-step drop-here' : 'pairs-step'} aria-label="Pictures" {...handlers}>
      <h3>1. Pictures</h3>
      <p className="pairs-count">
        <strong>{pictures.length}</strong>{' '}
        {source === 'samples' ? 'photographs that ship with this page' : 'pictures'}
        {source === 'files' && ` in ${folders} ${folders === 1 ? 'folder' : 'folders'}`}
      </p>
      <div className="button-row">
        <FileButton words="Choose a folder" many="folder" onFiles={chosen} />
        <FileButton
          words="Choose files"
          accept="image/*,.csv,.tsv,.txt,.json,.jsonl,.lst,.xml"
          many="files"
          onFiles={chosen}
        />
        {source === 'files' && (
          <button type="button" className="button small" onClick={() => lab.takeSamples()}>
            Back to the bundled ones
          </button>
        )}
      </div>
      <p className="hint">
        Or drop a folder or files here. They are read when their turn comes and never leave this device.
      </p>
      <Problems lines={problems} />
    </section>
  );
}
