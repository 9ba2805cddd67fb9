import { Scan } from 'lucide-react';
import { type CSSProperties, useId } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { explainedByItself } from '../../app/inspect/same-for-network.ts';
import { isOld } from '../../app/question.ts';
import type { Slot } from '../../app/state.ts';
import { useApp } from '../app-context.ts';
import { useLasting } from '../hooks/use-lasting.ts';
import { CropButton } from '../intake/crop-button.tsx';
import { FilePicker } from '../intake/file-picker.tsx';
import { SlotStatus } from '../intake/slot-status.tsx';
import { scoreSentence } from '../result/result-sentence.ts';
import { explainedBy } from './explained-by.ts';
import { MapCanvas } from './map-canvas.tsx';
import { PaneCaption } from './pane-caption.tsx';
import { PaneTag } from './pane-tag.tsx';
import { paneView } from './pane-view.ts';
import { paneWords } from './pane-words.ts';
import { SplitHandle } from './split-handle.tsx';

interface Props {
  readonly slot: Slot;
  /** Width by height of the frame. */
  readonly ratio: number;
  /** A file is being dragged over this pane. */
  readonly target: boolean;
  /** On a phone this picture has the whole width; the two are small and side by side there at first. */
  readonly large: boolean;
  readonly onLarge: () => void;
}

/** One image: title and picker, picture with map, what the network saw of it. */
export function Pane({ slot, ratio, target, large, onLarge }: Props) {
  const id = useId();
  const letter = slot.toUpperCase();
  const empty = useApp((state) => state.images[slot].status === 'empty');
  const old = useLasting(
    useApp((state) => {
      return isOld(state) && ['map', 'control', 'evidence'].includes(paneView(state, slot).kind);
    }),
  );
  return (
    <div
      className={['pane', target && 'target', large && 'large'].filter(Boolean).join(' ')}
      data-slot={slot}
    >
      <div className="pane-head">
        <h2>
          <label htmlFor={`${id}-file`}>Image {letter}</label>
          <ExplainedBy slot={slot} />
        </h2>
        <span className="pane-buttons">
          <CropButton slot={slot} />
          <FilePicker slot={slot} id={`${id}-file`} words={empty ? 'Choose' : 'Replace'} />
          <button
            type="button"
            className="icon-button enlarge"
            aria-label={`Enlarge image ${letter}`}
            aria-pressed={large}
            onClick={onLarge}
          >
            <Scan aria-hidden />
          </button>
        </span>
      </div>
      <div className={old ? 'frame old' : 'frame'} style={{ '--ratio': ratio } as CSSProperties}>
        <MapCanvas slot={slot} describedBy={`${id}-words`} />
        <SplitHandle slot={slot} />
        <PaneTag slot={slot} />
        {empty && <p className="empty-words">Drop an image here, paste one, or choose a file.</p>}
      </div>
      <MapWords slot={slot} id={`${id}-words`} />
      <PaneCaption slot={slot} />
      <SlotStatus slot={slot} />
    </div>
  );
}

function ExplainedBy({ slot }: { readonly slot: Slot }) {
  const words = useApp((state) => explainedBy(paneView(state, slot), slot));
  return words === null ? null : (
    <span className="explained-by" title={words}>
      {' — '}
      {words}
    </span>
  );
}

/** The text alternative of a canvas: what is drawn on it now, where it is strongest, and the score it belongs to. */
function MapWords({ slot, id }: { readonly slot: Slot; readonly id: string }) {
  // Shallow: a crosshair moves every frame, and the map under it is described once.
  const view = useApp(useShallow((state) => paneView(state, slot)));
  const result = useApp((state) => state.result);
  const sign = useApp((state) => state.display.sign);
  const old = useApp(isOld);
  // Of a pair that is still being explained, no result says anything yet.
  const explained = view.kind === 'none' || view.kind === 'partial' ? null : result;
  const identical = explained !== null && explainedByItself(explained);
  const words = paneWords(view, slot, { identical, sign });
  return (
    <p id={id} className="sr-only">
      {explained !== null && old && 'Previous result. '}
      {words} {explained !== null && `${scoreSentence(explained)} `}
      Arrow keys move the crosshair, Enter pins it.
    </p>
  );
}
