import { type NetworkChoices, PREPROCESSING_LABELS } from '../../app/networks/network-choices.ts';
import type { ChannelOrder, PreprocessingId } from '../../core/models/model.ts';
import type { Finding } from '../../graph/inspect.ts';
import { PREPROCESSINGS } from '../../graph/preprocess.ts';
import { useAppHandle } from '../app-context.ts';
import { FitFields } from '../controls/fit-fields.tsx';
import { SelectField } from '../controls/select-field.tsx';

interface Props {
  readonly finding: Finding;
  readonly choices: NetworkChoices;
  readonly busy: boolean;
}

const ORDERS: readonly ChannelOrder[] = ['RGB', 'BGR'];

/** Every guess of the reader's, changeable. */
export function ChoiceFields({ finding, choices, busy }: Props) {
  const { networks } = useAppHandle();
  const choose = (change: Partial<NetworkChoices>) => void networks.choose(change);
  const { preprocessing } = choices;
  return (
    <fieldset className="fields network-fields" disabled={busy}>
      <legend className="sr-only">What the network is given, and what is read of it</legend>
      <div className="field-pair">
        <SizeField
          label="Input height"
          value={choices.height}
          free={finding.image.free}
          onChoose={(height) => choose({ height })}
        />
        <SizeField
          label="Input width"
          value={choices.width}
          free={finding.image.free}
          onChoose={(width) => choose({ width })}
        />
      </div>
      <SelectField
        label="Preprocessing"
        value={preprocessing.id}
        choices={(Object.keys(PREPROCESSING_LABELS) as PreprocessingId[]).map((id) => ({
          id,
          label: PREPROCESSING_LABELS[id],
        }))}
        onChoose={(id) =>
          choose({ preprocessing: id === 'custom' ? { ...preprocessing, id } : PREPROCESSINGS[id] })
        }
        hint={`Proposed: ${PREPROCESSING_LABELS[finding.preprocessing.id]}, because ${finding.preprocessing.reason}. A guess: verify it below.`}
      />
      {preprocessing.id === 'custom' && (
        <div className="field-pair">
          <TripleField
            label="Mean"
            value={preprocessing.mean}
            onChoose={(mean) => choose({ preprocessing: { ...preprocessing, mean } })}
          />
          <TripleField
            label="Deviation"
            value={preprocessing.std}
            onChoose={(std) => choose({ preprocessing: { ...preprocessing, std } })}
          />
        </div>
      )}
      <div className="field-pair">
        <SelectField
          label="Channel order"
          value={choices.channelOrder}
          choices={ORDERS.map((id) => ({ id, label: id }))}
          onChoose={(channelOrder) => choose({ channelOrder })}
        />
        <FitFields label="Image fit" value={choices.fit} onChoose={(fit) => choose({ fit })} />
      </div>
      <SelectField
        label="Embedding"
        value={choices.embedding}
        choices={embeddingChoices(finding, choices.embedding)}
        onChoose={(embedding) => choose({ embedding })}
      />
    </fieldset>
  );
}

function embeddingChoices({ embedding }: Finding, chosen: string) {
  const known = embedding.candidates.map(({ value, channels }) => ({
    id: value,
    label: `${value} (${channels})`,
  }));
  return known.some(({ id }) => id === chosen) ? known : [{ id: chosen, label: chosen }, ...known];
}

interface SizeProps {
  readonly label: string;
  readonly value: number;
  readonly free: boolean;
  readonly onChoose: (value: number) => void;
}

function SizeField({ label, value, free, onChoose }: SizeProps) {
  return (
    <div className="field">
      <label>
        {label}
        <input
          type="number"
          min={8}
          max={4096}
          // Typed to the end before the network is looked at again.
          key={value}
          defaultValue={value}
          readOnly={!free}
          onBlur={(event) => {
            const next = Math.round(event.target.valueAsNumber);
            if (Number.isFinite(next) && next >= 1 && next !== value) onChoose(next);
          }}
        />
      </label>
      {!free && <p className="hint">Fixed by the file.</p>}
    </div>
  );
}

interface TripleProps {
  readonly label: string;
  readonly value: readonly number[];
  readonly onChoose: (value: readonly number[]) => void;
}

/** Three numbers, of 0–1, in the network’s channel order. */
function TripleField({ label, value, onChoose }: TripleProps) {
  const text = value.map((one) => Number(one.toPrecision(6))).join(', ');
  return (
    <div className="field">
      <label>
        {label}
        <input
          type="text"
          key={text}
          defaultValue={text}
          onBlur={(event) => {
            const numbers = event.target.value
              .split(/[\s,;]+/)
              .filter(Boolean)
              .map(Number);
            const sound =
              numbers.length === 3 &&
              numbers.every(Number.isFinite) &&
              (label !== 'Deviation' || numbers.every((one) => one > 0));
            if (sound) onChoose(numbers);
            else event.target.value = text;
          }}
        />
      </label>
      <p className="hint">Three numbers, of values from 0 to 1</p>
    </div>
  );
}
