import { memo, useId, useState } from 'react';
import { classOf, type SetPicture } from '../../app/collection/picture-set.ts';
import { useApp, useCommands } from '../../ui/app-context.ts';
import { Button } from '../../ui/parts/button.tsx';
import { useClasses, useGallery, useGalleryState } from './use-gallery.ts';

/** The gallery as whom the pair on the stage is explained against, or one of its classes as what it is explained by. */
export function CompareSection() {
  const gallery = useGallery();
  const commands = useCommands();
  const embedded = useGalleryState((state) => state.embedded);
  const selected = useGalleryState((state) => state.selected);
  const now = useApp(({ settings }) => settings.against);
  const [folder, setFolder] = useState('');
  // Thousands of classes are thousands of options: not before somebody looks.
  const [opened, setOpened] = useState(false);
  const [counters, setCounters] = useState(true);
  const id = useId();
  const classes = useClasses();
  const chosen = classes.includes(folder) ? folder : classes[0];
  const show = () => document.getElementById('main')?.scrollIntoView({ block: 'start' });
  const explainBy = (name: string, meant: (picture: SetPicture, index: number) => boolean) => {
    const rest = gallery.group('the rest of the gallery', (picture, index) => !meant(picture, index));
    commands.compareWith({
      examples: gallery.group(name, meant),
      counters: counters && rest.members.length > 0 ? rest : null,
    });
    show();
  };
  if (embedded < 2) return null;
  return (
    <details
      className="gallery-compare"
      onToggle={({ currentTarget }) => currentTarget.open && setOpened(true)}
    >
      <summary>Explain the pair on the stage against these images</summary>
      <p className="hint">
        What the two share and the images of this gallery do not; or what they have of one of its classes, or
        of pictures that you pick here with Ctrl and a click (or the key S).
        {now === 'class' || now === 'references' ? ' “Against”, beside the maps, says which are in use.' : ''}
      </p>
      <div className="button-row">
        <button
          type="button"
          className="button small"
          onClick={() => {
            commands.compareWith({ references: gallery.group('this gallery', () => true) });
            show();
          }}
        >
          {`Against all ${embedded}`}
        </button>
        <Button
          className="button small"
          off={selected.size === 0}
          onClick={() => explainBy('your selection', (_, index) => selected.has(index))}
        >
          {`By the ${selected.size} selected`}
        </Button>
      </div>
      {opened && chosen !== undefined && (
        <div className="button-row">
          <label htmlFor={`${id}-class`}>Class</label>
          <ClassChoice id={`${id}-class`} classes={classes} chosen={chosen} onChoose={setFolder} />
          <button
            type="button"
            className="button small"
            onClick={() => explainBy(`“${chosen}”`, (picture) => classOf(picture) === chosen)}
          >
            By this class
          </button>
        </div>
      )}
      <label className="check">
        <input type="checkbox" checked={counters} onChange={({ target }) => setCounters(target.checked)} />
        The rest of the gallery as counter-examples
      </label>
    </details>
  );
}

interface Choice {
  readonly id: string;
  readonly classes: readonly string[];
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
}

/** Thousands of options, which no picture that is embedded meanwhile changes. */
const ClassChoice = memo(function ClassChoice({ id, classes, chosen, onChoose }: Choice) {
  return (
    <select id={id} value={chosen} onChange={({ target }) => onChoose(target.value)}>
      {classes.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </select>
  );
});
