import { ChevronLeft, ChevronRight } from 'lucide-react';
import { layerShape, modelCard } from '../../core/models/index.ts';
import { useApp, useCommands } from '../app-context.ts';
import { SelectField } from './select-field.tsx';

/** Layers from input to output with their shapes, and a step either way. */
export function LayerField() {
  const { model, layer, size } = useApp((state) => state.settings);
  const commands = useCommands();
  const { layers } = modelCard(model);
  const at = layers.findIndex((card) => card.node === layer);
  return (
    <SelectField
      label="Layer"
      value={layer}
      choices={layers.map((card) => ({
        id: card.node,
        label: `${card.label}: ${layerShape(card, size).join('×')}`,
      }))}
      onChoose={(node) => commands.changeSettings({ layer: node })}
      hint={`${at + 1} of ${layers.length}, from the image to the embedding`}
    >
      <button
        type="button"
        className="icon-button"
        aria-label="Step towards the image"
        disabled={at <= 0}
        onClick={() => commands.stepLayer(-1)}
      >
        <ChevronLeft aria-hidden />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Step towards the embedding"
        disabled={at >= layers.length - 1}
        onClick={() => commands.stepLayer(1)}
      >
        <ChevronRight aria-hidden />
      </button>
    </SelectField>
  );
}
