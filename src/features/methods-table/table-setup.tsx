import { useId } from 'react';
import { useStore } from 'zustand';
import { onePairsLab } from '../../app/collection/one-pairs-lab.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';
import { useApp, useAppHandle } from '../../ui/app-context.ts';
import { RadioField } from '../../ui/controls/radio-field.tsx';
import { DeskRow } from '../../ui/parts/desk-row.tsx';
import { Problems } from '../../ui/parts/problems.tsx';
import { copiesOf } from './measure-rows.ts';
import { useTable, useTableLab } from './use-table.ts';

const SOURCES = [
  { id: 'stage', label: 'The pair on the stage' },
  { id: 'pairs', label: 'A set of pairs' },
  { id: 'episode', label: 'An N-way episode' },
] as const;
const STEPS = [8, 16, 32].map((steps) => ({ id: String(steps), label: String(steps) }));

const HINTS = {
  stage: 'Each of the two is explained against the other alone, whatever “Against” says.',
  pairs: 'The pairs of the tab “A set of pairs”, the first ones; each gives two rows.',
  episode:
    'Folders of the tab “A set of pairs” are classes: one image of each stands for it, another one asks. A row is explained against the image of its own class, held against those of the other classes.',
};

/** What the rows and columns are, the regions that are loaded, and the button that runs it. */
export function TableSetup() {
  const lab = useTableLab();
  const id = useId();
  const choice = useTable((state) => state.choice);
  const problems = useTable((state) => state.problems);
  const loaded = useTable(({ boxes, masks }) => boxes.size + masks.size);
  const state = useStore(lab.desk.store);
  const { workshop } = useAppHandle();
  // What the rows follow.
  useApp(({ images }) => images);
  useStore(onePairsLab(workshop).state, ({ pairs }) => pairs);
  const found = lab.rows();
  const rows = 'rows' in found ? found.rows.length : 0;
  const maps = rows * choice.methods.length;
  const reason = 'reason' in found ? found.reason : maps === 0 ? 'Tick a method first.' : null;
  const busy = state.status === 'running';
  return (
    <>
      <fieldset className="methods-setup" disabled={busy}>
        <legend className="sr-only">What to set side by side</legend>
        <div className="methods-step">
          <RadioField
            label="Rows"
            value={choice.source}
            choices={SOURCES}
            onChoose={(source) => lab.change({ source })}
            hint={HINTS[choice.source]}
          />
          {choice.source === 'pairs' && (
            <Count
              label="Pairs at most"
              value={choice.pairs}
              most={200}
              onChoose={(pairs) => lab.change({ pairs })}
            />
          )}
          {choice.source === 'episode' && (
            <Count
              label="Classes (N)"
              value={choice.ways}
              most={20}
              onChoose={(ways) => lab.change({ ways })}
            />
          )}
          <RadioField
            label="Steps of a curve"
            value={String(choice.steps)}
            choices={STEPS}
            onChoose={(steps) => lab.change({ steps: Number(steps) })}
          />
        </div>
        <fieldset className="methods-step methods-columns">
          <legend>Columns</legend>
          {Object.values<Method>(METHODS).map(({ id: method, label, kind }) => (
            <label key={method} className="check">
              <input
                type="checkbox"
                checked={choice.methods.includes(method)}
                onChange={({ target }) =>
                  lab.change({
                    methods: target.checked
                      ? [...choice.methods, method]
                      : choice.methods.filter((one) => one !== method),
                  })
                }
              />
              {label}
              {kind === 'perturbation' && ' (slow)'}
            </label>
          ))}
          <p className="hint">
            Layer, metric, reading, smoothing and what is explained are those of the controls.
          </p>
        </fieldset>
        <div className="methods-step">
          <label htmlFor={`${id}-regions`}>Boxes or masks of objects</label>
          <input
            id={`${id}-regions`}
            type="file"
            multiple
            accept=".csv,.txt,.tsv,image/png"
            onChange={({ target }) => {
              void lab.takeFiles([...(target.files ?? [])]);
              target.value = '';
            }}
          />
          <p className="hint">
            A list with name, x, y, width and height on each line (CUB-200-2011’s images.txt and
            bounding_boxes.txt do), or masks named after their pictures, light on dark. Or draw boxes under
            the table.
            {loaded > 0 && ` ${loaded} ${loaded === 1 ? 'is' : 'are'} loaded.`}
          </p>
          <Problems lines={problems} />
        </div>
      </fieldset>
      {reason === null || busy ? (
        <DeskRow
          state={state}
          action="Make the table"
          doing="Making maps and putting them to the test"
          onStart={() => void lab.start()}
          onCancel={() => lab.desk.cancel()}
        />
      ) : (
        <p className="quiet">{reason}</p>
      )}
      {!busy && reason === null && (
        <p className="hint">
          {rows} images × {choice.methods.length} methods: {maps * copiesOf(choice.steps)} masked copies
          through the network, and what the maps themselves take.
        </p>
      )}
    </>
  );
}

interface CountProps {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly onChoose: (value: number) => void;
}

function Count({ label, value, most, onChoose }: CountProps) {
  const least = label.startsWith('Classes') ? 2 : 1;
  return (
    <label className="methods-count">
      {label}
      <input
        type="number"
        min={least}
        max={most}
        value={value}
        onChange={({ target }) =>
          onChoose(Math.max(least, Math.min(most, Math.round(Number(target.value)) || least)))
        }
      />
    </label>
  );
}
