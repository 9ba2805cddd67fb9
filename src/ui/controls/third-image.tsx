import { useId } from 'react';
import { thirdIn } from '../../app/result.ts';
import { imageIn, thirdOf } from '../../app/store.ts';
import { useApp } from '../app-context.ts';
import { CropButton } from '../intake/crop-button.tsx';
import { FilePicker } from '../intake/file-picker.tsx';
import { SlotStatus } from '../intake/slot-status.tsx';
import { EndNumbers } from '../parts/end-numbers.tsx';
import { MapImage } from '../parts/map-image.tsx';

/** Image C: which it is, another one in its place, and where it is like A, which counts against it. */
export function ThirdImage() {
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
