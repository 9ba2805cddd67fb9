import { useId } from 'react';
import { allGroups, groupOf, SHIPPED } from '../../app/against/image-group.ts';
import { useApp, useCommands } from '../app-context.ts';
import { SelectField } from './select-field.tsx';

/** What the choices of “Against” need that are made of several images. */
export default function CompanyFields() {
  const against = useApp(({ settings }) => settings.against);
  return against === 'class' ? <ClassFields /> : <ReferenceFields />;
}

const words = (hash: string) => {
  const group = groupOf(hash);
  if (!group) return '';
  const count = group.drawnFrom
    ? `${group.members.length} of ${group.drawnFrom}, drawn with a fixed seed`
    : `${group.members.length}`;
  return `${capital(group.name)} (${count})`;
};
const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
const choices = () => allGroups().map(({ hash }) => ({ id: hash, label: words(hash) }));

/** Which images the other images are: those that ship, the gallery's, or vectors from a file. */
function ReferenceFields() {
  const commands = useCommands();
  const references = useApp(({ settings }) => settings.references);
  const id = useId();
  const all = choices();
  return (
    <>
      {all.length > 3 && (
        <SelectField
          label="Other images"
          value={references}
          choices={all}
          onChoose={(hash) => commands.changeSettings({ references: hash })}
          hint={references === SHIPPED.hash ? null : 'A, B and copies of them are left out.'}
        />
      )}
      <div className="field">
        <div className="field-split">
          <label htmlFor={id}>Reference vectors</label>
          <span className="file-picker button small">
            <span>Load (npz)</span>
            <input
              id={id}
              type="file"
              accept=".npz,.npy"
              onChange={(event) => {
                const [file] = event.target.files ?? [];
                if (file) void commands.compareWithVectors(file);
                event.target.value = '';
              }}
            />
          </span>
        </div>
      </div>
    </>
  );
}

/** Of what class the examples are, and what they are held against. */
function ClassFields() {
  const commands = useCommands();
  const examples = useApp(({ settings }) => settings.examples);
  const counters = useApp(({ settings }) => settings.counters);
  const all = choices();
  return (
    <>
      <SelectField
        label="Examples"
        value={examples}
        choices={all}
        onChoose={(hash) => commands.changeSettings({ examples: hash })}
        hint="Classes and selections of the gallery come here from the tab “Gallery”. An image is no example of itself."
      />
      <SelectField
        label="Counter-examples"
        value={counters}
        choices={[{ id: '', label: 'None' }, ...all]}
        onChoose={(hash) => commands.changeSettings({ counters: hash })}
      />
    </>
  );
}
