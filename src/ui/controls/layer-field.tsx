import { ChevronLeft, ChevronRight } from 'lucide-react';
import { offeredLayers } from '../../app/offered-layers.ts';
import { layerShape, modelCard } from '../../core/models/index.ts';
import { useApp, useCommands } from '../app-context.ts';
import { Button } from '../parts/button.tsx';
import { SelectField } from './select-field.tsx';

/** Layers from input to output with their shapes, and a step either way. */
export function LayerField() {
  const { model, layer, size } = useApp((state) => state.settings);
  const commands = useCommands();
  const every = useApp((state) => state.everyLayer);
  const { layers: all } = modelCard(model);
  const layers = offeredLayers(model, layer, every);
  const at = layers.findIndex((card) => card.node === layer);
  return (
    <SelectField
      label="Layer"
      value={layers[at]?.name ?? layer}
      choices={layers.map((card) => ({
        id: card.name,
        label: `${card.label}: ${layerShape(card, size).join('×')}`,
      }))}
      onChoose={(name) => {
        const chosen = layers.find((card) => card.name === name);
        if (chosen) commands.changeSettings({ layer: chosen.node });
      }}
      below={
        all.some(({ block }) => !block) && (
          <label className="check">
            <input
              type="checkbox"
              checked={every}
              onChange={(event) => commands.offerEveryLayer(event.target.checked)}
            />
            Every layer
          </label>
        )
      }
      hint={`${at + 1} of ${layers.length}, from the image to the embedding`}
    >
      <Button
        className="icon-button"
        aria-label="Step towards the image"
        off={at <= 0}
        onClick={() => commands.stepLayer(-1)}
      >
        <ChevronLeft aria-hidden />
      </Button>
      <Button
        className="icon-button"
        aria-label="Step towards the embedding"
        off={at >= layers.length - 1}
        onClick={() => commands.stepLayer(1)}
      >
        <ChevronRight aria-hidden />
      </Button>
    </SelectField>
  );
}
