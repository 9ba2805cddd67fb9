import { useId } from 'react';
import { COLORMAPS } from '../../core/colormap.ts';
import { useApp, useCommands } from '../app-context.ts';
import { onDemand } from '../loading/on-demand.tsx';
import type { Choice } from './choice.ts';
import { RadioField } from './radio-field.tsx';
import { SelectField } from './select-field.tsx';

const LockField = onDemand(() => import('./lock-field.tsx'), { waiting: null });

const SHOW = [
  { id: 'map', label: 'Map' },
  { id: 'control', label: 'Control' },
] as const satisfies readonly Choice[];
const RANGE = [
  { id: 'shared', label: 'Shared' },
  { id: 'image', label: 'Per image' },
] as const satisfies readonly Choice[];
const SIGN = [
  { id: 'both', label: 'Both' },
  { id: 'positive', label: 'Positive' },
  { id: 'negative', label: 'Negative' },
] as const satisfies readonly Choice[];
const CELLS = [
  { id: 'smooth', label: 'Smooth' },
  { id: 'cells', label: 'Raw' },
  { id: 'lines', label: 'Lines' },
] as const satisfies readonly Choice[];

/** Everything that decides the picture and not the numbers: nothing here computes. */
export function DisplayFields() {
  const display = useApp((state) => state.display);
  const commands = useCommands();
  const id = useId();
  const percent = Math.round(display.opacity * 100);
  return (
    <>
      <div className="field">
        <div className="field-split">
          <label htmlFor={id}>Opacity</label>
          <span className="number" aria-hidden>
            {percent}%
          </span>
        </div>
        <input
          id={id}
          type="range"
          min={0}
          max={1}
          step={0.01}
          value={display.opacity}
          aria-valuetext={`${percent} percent`}
          onChange={(event) => commands.changeDisplay({ opacity: Number(event.target.value) })}
        />
      </div>
      <SelectField
        label="Colours"
        value={display.colormap}
        choices={Object.values(COLORMAPS)}
        onChoose={(colormap) => commands.changeDisplay({ colormap })}
        hint={
          display.sign === 'both' && !COLORMAPS[display.colormap].diverging
            ? 'For one sign, or where the other is slight. A map with both signs is drawn blue–red, white at zero.'
            : null
        }
      />
      <RadioField
        label="Sign"
        value={display.sign}
        choices={SIGN}
        onChoose={(sign) => commands.changeDisplay({ sign })}
      />
      <RadioField
        label="Range"
        value={display.range}
        choices={RANGE}
        onChoose={(range) => commands.changeDisplay({ range })}
        hint={
          display.range === 'image'
            ? 'Each image has its own scale: colours cannot be compared across the two.'
            : null
        }
      />
      <LockField />
      <RadioField
        label="Cells"
        value={display.interpolation}
        choices={CELLS}
        onChoose={(interpolation) => commands.changeDisplay({ interpolation })}
        hint={
          display.interpolation === 'lines'
            ? 'The pictures keep their colours. Each line joins places of one value, in the colour that the scale gives it.'
            : null
        }
      />
      <RadioField
        label="Show"
        value={display.showing}
        choices={SHOW}
        onChoose={(showing) => commands.changeDisplay({ showing })}
        hint={
          display.showing === 'control'
            ? 'Mean activation: where the network is active at all, whatever the pair.'
            : null
        }
      />
    </>
  );
}
