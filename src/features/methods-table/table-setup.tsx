import { useId } from 'react';
import { useStore } from 'zustand';
import { headIn, headsOf } from '../../app/classifier/heads.ts';
import { onePairsLab } from '../../app/collection/one-pairs-lab.ts';
import { copiesOfMethods, copiesWork } from '../../app/evidence/copies.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';
import { useApp, useAppHandle, useCommands } from '../../ui/app-context.ts';
import { CountField } from '../../ui/controls/count-field.tsx';
import { RadioField } from '../../ui/controls/radio-field.tsx';
import { Problems } from '../../ui/parts/problems.tsx';
import { TaskRow } from '../../ui/parts/task-row.tsx';
import { type ColumnId, classColumns } from './columns.ts';
import { copiesOf } from './measure-rows.ts';
import { CLASS_WORDS } from './table-run.ts';
import { useTable, useTableLab } from './use-table.ts';

const SOURCES = [
  { id: 'stage', label: 'The pair on the stage' },
  { id: 'pairs', label: 'A set of pairs' },
  { id: 'episode', label: 'An N-way episode' },
] as const;
const STEPS = [8, 16, 32].map((steps) => ({ id: String(steps), label: String(steps) }));

const JUDGES = [
  { id: 'class', label: 'The class’s probability' },
  { id: 'pair', label: 'The pair’s score' },
] as const;

const HINTS = {
  stage: 'Each of the two is explained against the other alone, whatever “Against” says.',
  pairs: 'The pairs of the tab “A set of pairs”, the first ones; each gives two rows.',
  episode:
    'Folders of the tab “A set of pairs” are classes: one image of each stands for it, another one asks. A row is explained against the image of its own class, held against those of the other classes.',
};

const METHOD_CHOICES = Object.values<Method>(METHODS).map(({ id, label, kind }) => ({
  id,
  label: kind === 'perturbation' ? `${label} (slow)` : label,
}));

/** What the rows and columns are, the regions that are loaded, and the button that runs it. */
export function TableSetup() {
  const lab = useTableLab();
  const id = useId();
  const choice = useTable((state) => state.choice);
  const problems = useTable((state) => state.problems);
  const loaded = useTable(({ boxes, masks }) => boxes.size + masks.size);
  const state = useStore(lab.task.store);
  const { services } = useAppHandle();
  const commands = useCommands();
  // What the rows follow.
  useApp(({ images }) => images);
  const settings = useApp((app) => app.settings);
  const result = useApp((app) => app.result);
  useStore(onePairsLab(services).state, ({ pairs }) => pairs);
  const found = lab.rows();
  const rows = 'rows' in found ? found.rows.length : 0;
  const head = headIn(useStore(headsOf(services)), settings.model);
  const ofClass = head === null ? [] : classColumns(settings, head, choice.judge);
  const offered: readonly { readonly id: ColumnId; readonly label: string }[] = [
    ...ofClass.map(({ method, label }) => ({ id: `class:${method}` as const, label })),
    ...METHOD_CHOICES,
  ];
  const columns = offered.filter((one) => choice.methods.includes(one.id)).length;
  const maps = rows * columns;
  const reason = 'reason' in found ? found.reason : maps === 0 ? 'Tick a method first.' : null;
  const busy = state.status === 'running';
  const methods = Object.values(METHODS).flatMap(({ id: method }) =>
    choice.methods.includes(method) ? [method] : [],
  );
  // Which copies of a pair's images a worker still has, nobody knows.
  const known = choice.source !== 'stage' || copiesOfMethods(methods) === 0;
  const copies = maps * copiesOf(choice.steps) + rows * copiesOfMethods(methods, settings.smooth);
  const work = result && known ? copiesWork(services, result, copies, 'table') : null;
  return (
    <>
      <fieldset className="setup" disabled={busy}>
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
            <CountField
              label="Pairs at most"
              value={choice.pairs}
              least={1}
              onChoose={(pairs) => lab.change({ pairs })}
            />
          )}
          {choice.source === 'episode' && (
            <CountField
              label="Classes (N)"
              value={choice.ways}
              least={2}
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
          {offered.map(({ id: column, label }) => (
            <label key={column} className="check">
              <input
                type="checkbox"
                checked={choice.methods.includes(column)}
                onChange={({ target }) =>
                  lab.change({
                    methods: target.checked
                      ? [...choice.methods, column]
                      : choice.methods.filter((one) => one !== column),
                  })
                }
              />
              {label}
            </label>
          ))}
          <p className="hint">
            {ofClass.length > 0
              ? CLASS_WORDS[choice.judge]
              : 'CAM, Grad-CAM and Relevance-CAM of a class need a classifier: none came with this network, and none was fitted to it.'}
          </p>
          {ofClass.length === 0 && (
            <p className="hint">
              <button type="button" className="button small" onClick={() => commands.openPanel('classifier')}>
                Fit a classifier
              </button>
            </p>
          )}
          <p className="hint">
            Layer, metric, reading, smoothing and what is explained are those of the controls.
          </p>
          {ofClass.length > 0 && (
            <RadioField
              label="Maps of a class are judged by"
              value={choice.judge}
              choices={JUDGES}
              onChoose={(judge) => lab.change({ judge })}
            />
          )}
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
        <TaskRow
          task={lab.task}
          work={work}
          action="Make the table"
          doing="Making maps and putting them to the test"
          onStart={() => void lab.start()}
        />
      ) : (
        <p className="quiet">{reason}</p>
      )}
      {!busy && reason === null && (
        <p className="hint">
          {rows} images × {columns} methods: {maps * copiesOf(choice.steps)} masked copies through the
          network, and what the maps themselves take.
        </p>
      )}
    </>
  );
}
