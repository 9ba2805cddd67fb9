import { useEffect } from 'react';
import { filesOfLongInput } from '../../app/collection/files-of-drop.ts';
import { isEmbedding } from '../../app/collection/gallery-state.ts';
import { embeddingWork } from '../../app/collection/gallery-work.ts';
import { aboutTime, timeLeft } from '../../app/evidence/time-left.ts';
import { PICTURES } from '../../app/pace.ts';
import { endWords } from '../../app/task.ts';
import { useApp, useAppHandle } from '../../ui/app-context.ts';
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx';
import { ReadingBar } from '../../ui/feedback/reading-bar.tsx';
import { usePace } from '../../ui/hooks/use-estimate.ts';
import { useFileDrop } from '../../ui/hooks/use-file-drop.ts';
import { FileButton } from '../../ui/parts/file-button.tsx';
import { Problems } from '../../ui/parts/problems.tsx';
import { useGallery, useGalleryState } from './use-gallery.ts';

/** Where the pictures come from, and how far their embedding is. */
export function GallerySource() {
  const gallery = useGallery();
  const count = useGalleryState(({ pictures }) => pictures.length);
  const embedded = useGalleryState((state) => state.embedded);
  const job = useGalleryState((state) => state.job);
  const paused = useGalleryState((state) => state.paused);
  const problems = useGalleryState((state) => state.problems);
  const failed = useGalleryState((state) => state.failed);
  const keeping = useGalleryState((state) => state.keeping);
  const recalled = useGalleryState((state) => state.recalled);
  const { services } = useAppHandle();
  const result = useApp((state) => state.result);
  const busy = useGalleryState(isEmbedding);
  const thousand = result && !busy ? embeddingWork(services, result, 1000) : null;
  const { pace, place } = usePace(thousand);
  const each = place === null ? null : pace.of(place, { kinds: [PICTURES], units: 1 });
  const expected = place === null || !thousand ? null : pace.of(place, thousand);
  const { over, handlers } = useFileDrop((files) => void gallery.takeFiles(files));

  useEffect(() => void gallery.askStorage(), [gallery]);

  const chosen = (files: readonly File[]) =>
    void filesOfLongInput(files).then((found) => gallery.takeFiles(found));
  const ended = endWords(job);
  const left = job.status === 'running' ? job.left : null;
  return (
    <section
      className={over ? 'gallery-source drop-here' : 'gallery-source'}
      aria-label="Gallery pictures"
      {...handlers}
    >
      <div className="button-row">
        <FileButton
          words="Choose pictures"
          label="Gallery images"
          look="primary"
          accept="image/*,.zip"
          many="files"
          onFiles={chosen}
        />
        <FileButton words="Choose a folder" label="Gallery folder" look="" many="folder" onFiles={chosen} />
        <button type="button" className="button" onClick={() => void gallery.takeSamples()}>
          Use the bundled photographs
        </button>
      </div>
      <p className="hint">
        Or drop a folder, a zip file or pictures here. Pictures of one folder count as one class. They stay on
        this device, and are gone when this tab is closed.
      </p>
      {expected !== null && (
        <p className="hint number">
          {each === null
            ? `Of pictures like A and B, 1,000 take ${aboutTime(expected)}`
            : `As the last ones went, 1,000 pictures take ${aboutTime(expected)}`}
        </p>
      )}
      {job.status === 'running' && job.value?.doing === 'reading' && <ReadingBar {...job.value} />}
      {busy && (
        <ProgressBar
          label="Embedding"
          fraction={embedded / count}
          words={paused ? 'paused' : timeLeft(left ?? (each && (count - embedded) * each))}
        />
      )}
      <div className="gallery-run">
        <output aria-label="Gallery status">{`${embedded} of ${count} images embedded`}</output>
        {busy && !paused && (
          <button type="button" className="button small" onClick={() => gallery.pause()}>
            Pause
          </button>
        )}
        {(paused || ended !== null) && (
          <button type="button" className="button small" onClick={() => void gallery.goOn()}>
            Go on
          </button>
        )}
        {busy && (
          <button type="button" className="button small" onClick={() => gallery.cancel()}>
            Cancel
          </button>
        )}
        {ended !== null && <span className="quiet">{ended}</span>}
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={keeping}
          onChange={({ target }) => void gallery.keep(target.checked)}
        />
        Keep on this device: the vectors outlive the tab, so that the same pictures, chosen again, need not go
        through the network (any page of this site’s address can read them; pictures are not kept)
      </label>
      {recalled > 0 && (
        <p className="hint">{`${recalled} vectors were kept on this device; the rest went through the network.`}</p>
      )}
      <Problems lines={[...problems, ...failed.map(({ path, message }) => `“${path}”: ${message}`)]} />
    </section>
  );
}
