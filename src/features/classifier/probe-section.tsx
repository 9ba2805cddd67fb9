import { useId, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { gallerySets, pickedSets } from '../../app/classifier/class-sets.ts';
import { isEmbedding } from '../../app/collection/gallery-state.ts';
import { timeLeft } from '../../app/evidence/time-left.ts';
import { endWords } from '../../app/task.ts';
import { modelCard } from '../../core/models/index.ts';
import type { ModelId } from '../../core/models/model.ts';
import { PROBE_IMAGES, unfit } from '../../core/probe/linear-probe.ts';
import { useCommands } from '../../ui/app-context.ts';
import { RadioField } from '../../ui/controls/radio-field.tsx';
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx';
import { useEstimate } from '../../ui/hooks/use-estimate.ts';
import { useGallery, useGalleryState } from '../../ui/hooks/use-gallery.ts';
import { Button } from '../../ui/parts/button.tsx';
import { useProbeLab, useProbeState } from './use-classifier.ts';

const SOURCES = [
  { id: 'gallery', label: 'The gallery’s' },
  { id: 'picked', label: 'Picked pictures' },
] as const;
/** Names of classes that are listed. */
const LISTED = 24;

/** A softmax layer fitted to the gallery's vectors: from which classes, and how far it is. */
export function ProbeSection({ model }: { readonly model: ModelId }) {
  const lab = useProbeLab();
  const gallery = useGallery();
  const commands = useCommands();
  const source = useProbeState((state) => state.source);
  const picked = useProbeState((state) => state.picked);
  const job = useStore(lab.task.store);
  const pictures = useGalleryState((state) => state.pictures);
  const embedded = useGalleryState((state) => state.embedded);
  const made = useGalleryState((state) => state.made);
  const busy = useGalleryState((state) => isEmbedding(state) && !state.paused);
  const sets = useMemo(() => {
    if (embedded === 0) return [];
    const { rows } = gallery;
    return source === 'gallery' ? gallerySets(pictures, rows) : pickedSets(pictures, rows, picked);
  }, [gallery, pictures, embedded, source, picked]);
  const problem = unfit(sets.map(({ name, indices }) => ({ name, images: indices.length })));
  const foreign = made !== null && made.model !== model;
  const off = problem !== null || foreign || busy || job.status === 'running' || !made;
  const work = off ? null : lab.work(sets, () => ({ ...gallery.vectors(), made }));
  const { words, learn } = useEstimate(lab.task, work);
  const toGallery = (
    <button type="button" className="button small" onClick={() => commands.openPanel('gallery')}>
      Open the gallery
    </button>
  );

  if (pictures.length === 0)
    return (
      <div className="classifier-probe">
        <p className="hint">
          {`Classes are folders of pictures in the gallery, ${PROBE_IMAGES} pictures each at least. Choose a folder that holds such folders there, or drop a zip file of them.`}
        </p>
        <p>{toGallery}</p>
        <JobWords />
      </div>
    );
  return (
    <div className="classifier-probe">
      <RadioField
        label="Classes"
        value={source}
        choices={SOURCES}
        onChoose={(choice) => lab.state.setState({ source: choice })}
      />
      {source === 'picked' && <PickClass />}
      <ul className="classifier-classes" aria-label="Classes to fit to">
        {sets.slice(0, LISTED).map(({ name, indices }) => (
          <li key={name}>
            {name} <span className="number quiet">{indices.length}</span>
          </li>
        ))}
        {sets.length > LISTED && <li className="quiet">{`and ${sets.length - LISTED} more`}</li>}
      </ul>
      {foreign && (
        <p>
          {`The gallery’s vectors are of another network, ${modelCard(made.model).label}. Embed the pictures again with the one on screen. `}
          <Button className="button small" off={busy} onClick={() => void gallery.embed()}>
            Embed again
          </Button>
        </p>
      )}
      {problem !== null && !foreign && (
        <p>
          {problem} {toGallery}
        </p>
      )}
      <div className="button-row">
        <Button
          className="button primary"
          off={off}
          onClick={() => {
            if (!made) return;
            void lab.fit(sets, { ...gallery.vectors(), made });
            learn();
          }}
        >
          {`Fit a classifier to ${sets.reduce((sum, { indices }) => sum + indices.length, 0)} pictures`}
        </Button>
        {job.status === 'running' && job.value && (
          <button type="button" className="button" onClick={() => lab.task.cancel()}>
            Stop
          </button>
        )}
        {words !== null && <span className="quiet number">{words}</span>}
      </div>
      <JobWords />
    </div>
  );
}

function JobWords() {
  const job = useStore(useProbeLab().task.store);
  if (job.status === 'running' && job.value) {
    const { done, total } = job.value;
    const words = done === 0 ? 'all pictures' : `part ${done} of ${total - 1} left out`;
    return (
      <ProgressBar
        label="Fitting"
        fraction={done / total}
        words={job.left === null ? words : `${words}, ${timeLeft(job.left)}`}
      />
    );
  }
  if (job.status === 'failed') return <p role="alert">{endWords(job)}</p>;
  return job.status === 'stopped' ? <p className="quiet">{endWords(job)}</p> : null;
}

/** Makes a class of the pictures that are selected in the gallery. */
function PickClass() {
  const lab = useProbeLab();
  const id = useId();
  const pictures = useGalleryState((state) => state.pictures);
  const selected = useGalleryState((state) => state.selected);
  const picked = useProbeState((state) => state.picked);
  const [name, setName] = useState('');
  const trimmed = name.trim();
  const taken = picked.some((one) => one.name === trimmed);
  const add = () => {
    const ids = new Set([...selected].flatMap((index) => pictures[index]?.id ?? []));
    lab.state.setState({ picked: [...picked, { name: trimmed, ids }] });
    setName('');
  };
  return (
    <>
      <p className="hint">
        Select pictures in the gallery with Ctrl and a click (or the key S), name them here, and go on with
        the next class.
      </p>
      <div className="button-row">
        <label htmlFor={`${id}-name`}>Class</label>
        <input
          id={`${id}-name`}
          className="text-input"
          value={name}
          maxLength={60}
          onChange={({ target }) => setName(target.value)}
        />
        <Button className="button small" off={trimmed === '' || taken || selected.size === 0} onClick={add}>
          {`Make the ${selected.size} selected a class`}
        </Button>
        <Button
          className="button small"
          off={picked.length === 0}
          onClick={() => lab.state.setState({ picked: picked.slice(0, -1) })}
        >
          Take the last class back
        </Button>
      </div>
      {taken && <p className="quiet">{`There is a class “${trimmed}” already.`}</p>}
    </>
  );
}
