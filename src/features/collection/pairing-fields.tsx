import { useId } from 'react';
import { filesOfInput } from '../../app/collection/files-of-drop.ts';
import type { Pairing } from '../../app/collection/pairs-state.ts';
import { MOST_PAIRS, STEPS } from '../../app/collection/stored-run.ts';
import { SAMPLE_PAIRS } from '../../core/samples/samples.ts';
import { SelectField } from '../../ui/controls/select-field.tsx';
import { FileButton } from '../../ui/parts/file-button.tsx';
import { Problems } from '../../ui/parts/problems.tsx';
import { usePairs, usePairsLab } from './use-pairs.ts';

/** Which pairs are made of the pictures, and how finely each is tested. */
export function PairingFields() {
  const lab = usePairsLab();
  const id = useId();
  const { source, pairing, list, limit, steps } = usePairs(({ choice }) => choice);
  const count = usePairs(({ pairs }) => pairs.length);
  const available = usePairs((state) => state.available);
  const problems = usePairs((state) => state.listProblems);
  const choices: { id: Pairing; label: string }[] = [
    ...(source === 'samples'
      ? [{ id: 'suggested' as const, label: `The ${SAMPLE_PAIRS.length} suggested ones` }]
      : []),
    { id: 'all', label: 'Every two pictures' },
    { id: 'folder', label: 'Within each folder (one class)' },
    { id: 'list', label: 'From a list of names' },
  ];
  return (
    <section className="pairs-step" aria-label="Pairs">
      <h3>2. Pairs</h3>
      <p className="pairs-count">
        <strong>{count}</strong> {count === 1 ? 'pair' : 'pairs'}
        {available > count && ` drawn from ${available}, the same ones every time`}
      </p>
      <SelectField
        label="Which pairs"
        value={pairing}
        choices={choices}
        onChoose={(chosen) => lab.change({ pairing: chosen })}
      />
      {pairing === 'list' && (
        <div className="field">
          <label htmlFor={`${id}-list`}>
            Two names per line, as your list has them: commas, semicolons, tabs or spaces
          </label>
          <textarea
            id={`${id}-list`}
            rows={4}
            spellCheck={false}
            placeholder="birds/robin.jpg, birds/wren.jpg"
            value={list}
            onChange={(event) => lab.change({ list: event.target.value })}
            onDragOver={(event) => {
              if (event.dataTransfer.types.includes('Files')) event.preventDefault();
            }}
            onDrop={(event) => {
              const [file] = event.dataTransfer.files;
              if (!file) return;
              event.preventDefault();
              void lab.takeFiles(filesOfInput(event.dataTransfer.files));
            }}
            onPaste={(event) => {
              const { files, types } = event.clipboardData;
              // Cells of a spreadsheet come as text and as a picture of them: here the text is meant.
              if (files.length === 0 || types.includes('text/plain')) return;
              event.preventDefault();
              void lab.takeFiles(filesOfInput(files));
            }}
          />
          <FileButton
            words="Open a CSV file"
            accept=".csv,.tsv,.txt,.json,.jsonl,.lst,.xml,text/*"
            onFiles={([file]) => void lab.takeList(file!)}
          />
        </div>
      )}
      <div className="field pairs-limit">
        <label htmlFor={`${id}-limit`}>At most</label>
        <input
          id={`${id}-limit`}
          type="number"
          min={1}
          max={MOST_PAIRS}
          value={limit}
          onChange={(event) => {
            const wanted = Math.round(event.target.valueAsNumber);
            if (wanted >= 1) lab.change({ limit: Math.min(wanted, MOST_PAIRS) });
          }}
        />
      </div>
      <SelectField
        label="Steps per curve"
        value={String(steps)}
        choices={STEPS.map(String).map((id) => ({ id, label: id }))}
        hint="More steps: finer curves, and longer in proportion."
        onChoose={(chosen) => lab.change({ steps: Number(chosen) })}
      />
      <Problems lines={problems} />
    </section>
  );
}
