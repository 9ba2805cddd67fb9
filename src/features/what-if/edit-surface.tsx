import { useRef } from 'react';
import { explanationIn } from '../../app/result.ts';
import type { Slot } from '../../app/state.ts';
import { useApp } from '../../ui/app-context.ts';
import { MapImage } from '../../ui/parts/map-image.tsx';
import { useBoxKeys } from './use-box-keys.ts';
import { useEditPointer } from './use-edit-pointer.ts';
import { usePicturePainter } from './use-picture-painter.ts';
import { useWhatIf, useWhatIfSession } from './use-what-if.ts';

interface Props {
  readonly slot: Slot;
  readonly showMap: boolean;
  /** Names the element that explains the keys. */
  readonly helpId: string;
}

/** The picture, pixel for pixel as the network gets it, and what is held over it. */
export function EditSurface({ slot, showMap, helpId }: Props) {
  const session = useWhatIfSession();
  const canvas = useRef<HTMLCanvasElement>(null);
  const cursor = useRef<HTMLSpanElement>(null);
  const tool = useWhatIf(({ options }) => options.tool);
  const brush = useWhatIf(({ options }) => options.brush);
  usePicturePainter(canvas, slot);
  const pointer = useEditPointer(slot, canvas, cursor);
  const keys = useBoxKeys(slot, cursor);
  const [height, width] = session.size(slot);
  // To aim by: half transparent, on its own range.
  const result = useApp((state) => state.result);
  return (
    // A drawing surface has no element of its own: the role hands the keys to it.
    <div
      className="edit-surface"
      role="application"
      aria-label={`Edit image ${slot.toUpperCase()}`}
      aria-describedby={helpId}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys need the focus
      tabIndex={0}
      {...pointer}
      {...keys}
    >
      <canvas
        ref={canvas}
        width={width}
        height={height}
        role="img"
        aria-label={`Edited image ${slot.toUpperCase()}`}
      />
      {showMap && result && (
        <MapImage
          className="edit-map"
          map={explanationIn(result, slot).map}
          size={result.settings.size}
          label={`Map of the result over image ${slot.toUpperCase()}`}
        />
      )}
      <span ref={cursor} className={`edit-cursor ${tool}`} style={{ width: `${brush * 100}%` }} hidden />
    </div>
  );
}
