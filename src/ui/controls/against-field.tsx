import { useId } from 'react';
import { AGAINST } from '../../app/against/against.ts';
import { againstWords } from '../../app/against/words.ts';
import { isOld } from '../../app/question.ts';
import { thirdIn } from '../../app/result.ts';
import { OPENING_SETTINGS } from '../../app/settings.ts';
import { imageIn, thirdOf } from '../../app/store.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';
import { useApp, useCommands } from '../app-context.ts';
import { CropButton } from '../intake/crop-button.tsx';
import { FilePicker } from '../intake/file-picker.tsx';
import { SlotStatus } from '../intake/slot-status.tsx';
import { onDemand } from '../loading/on-demand.tsx';
import { EndNumbers } from '../parts/end-numbers.tsx';
import { MapImage } from '../parts/map-image.tsx';
import { SelectField } from './select-field.tsx';

const CompanyFields = onDemand(() => import('./company-fields.tsx'), { waiting: null });

/** Whom the two images are explained against, besides each other. */
export function AgainstField() {
  const commands = useCommands();
  const { against, method } = useApp((state) => state.settings);
  const { label, uses }: Method = METHODS[method];
  // What the map on screen was held against, not what was chosen since.
  const words = useApp((state) => (state.result && !isOld(state) ? againstWords(state.result) : null));
  const { hint } = AGAINST[against];
  return (
    <>
      <SelectField
        label="Against"
        value={against}
        choices={Object.values(AGAINST)}
        onChoose={(id) => commands.changeSettings({ against: id })}
        hint={
          uses.metric
            ? `${hint}${against === 'references' && words ? ` Now: ${words}.` : ''}${WHY[against] ?? ''}`
            : `The objective follows this choice; the map of ${label} does not.`
        }
      />
      {(against === 'references' || against === 'class') && <CompanyFields />}
      {against === 'image' && <ThirdImage />}
    </>
  );
}

/** Why the page opens with this choice. */
const WHY: Partial<Record<string, string>> = {
  [OPENING_SETTINGS.against]:
    ' The page opens with it, by the gradient reading, which held up in tests where plain SFAM did not. “Nothing” is plain SFAM.',
};

/** Image C: which it is, another one in its place, and where it is like A, which counts against it. */
function ThirdImage() {
  const id = useId();
  const picture = useApp(({ images }) => thirdOf(images));
  const empty = useApp(({ images }) => imageIn(images, 'c').status === 'empty');
  const third = useApp(({ result }) => result && thirdIn(result));
  const map = third && third.of.id === picture?.id ? third.map : null;
  return (
    <div className="field">
      <div className="field-split">
        <label htmlFor={`${id}-file`}>Image C</label>
        <CropButton slot="c" />
        <FilePicker slot="c" id={`${id}-file`} words={empty ? 'Choose' : 'Replace'} />
      </div>
      {picture && <p className="hint">{picture.name}</p>}
      {map && (
        <>
          <MapImage className="mini-map" map={map} label="Map of image C" />
          <EndNumbers map={map} />
        </>
      )}
      <SlotStatus slot="c" />
    </div>
  );
}
