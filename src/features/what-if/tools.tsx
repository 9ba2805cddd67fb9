import { useId } from 'react';
import { RadioField } from '../../ui/controls/radio-field.tsx';
import { Button } from '../../ui/parts/button.tsx';
import { FILLS } from './fill.ts';
import { useWhatIf, useWhatIfSession } from './use-what-if.ts';

/** What the pointer does, what is put in place of what goes, and the way back. */
export function Tools() {
  const session = useWhatIfSession();
  const id = useId();
  const { tool, fill, brush, top } = useWhatIf((state) => state.options);
  const undoable = useWhatIf((state) => state.undoable);
  const edited = useWhatIf(({ shares }) => shares.a > 0 || shares.b > 0);
  return (
    <div className="what-if-tools">
      <RadioField
        label="Tool"
        value={tool}
        choices={[
          { id: 'brush', label: 'Brush' },
          { id: 'box', label: 'Box' },
        ]}
        onChoose={(chosen) => session.choose({ tool: chosen })}
      />
      <RadioField
        label="Put in its place"
        value={fill}
        choices={Object.values(FILLS)}
        onChoose={(chosen) => session.choose({ fill: chosen })}
      />
      <div className="field">
        <label htmlFor={`${id}-brush`}>
          Brush size <span className="number">{Math.round(brush * 100)} %</span>
        </label>
        <input
          id={`${id}-brush`}
          type="range"
          min={3}
          max={50}
          value={Math.round(brush * 100)}
          disabled={tool !== 'brush'}
          aria-valuetext={`${Math.round(brush * 100)} % of the picture's side`}
          onChange={(event) => session.choose({ brush: event.target.valueAsNumber / 100 })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-top`}>
          “Top” of the map means <span className="number">{Math.round(top * 100)} %</span>
        </label>
        <input
          id={`${id}-top`}
          type="range"
          min={1}
          max={99}
          value={Math.round(top * 100)}
          aria-valuetext={`${Math.round(top * 100)} % of the pixels`}
          onChange={(event) => session.choose({ top: event.target.valueAsNumber / 100 })}
        />
      </div>
      <div className="button-row">
        <Button className="button" off={!undoable} onClick={() => session.undo()}>
          Undo the edit
        </Button>
        <Button className="button" off={!edited} onClick={() => session.reset()}>
          Start over
        </Button>
      </div>
    </div>
  );
}
