import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { madeId, settledBox, wholeId, wholeSize } from '../../app/crop-box.ts';
import { previewOf } from '../../app/image-cache.ts';
import type { Picture, Place } from '../../app/state.ts';
import { imageIn, pictureOf } from '../../app/store.ts';
import { extentWords } from '../../core/extent.ts';
import type { SourceRectangle } from '../../core/resize/fit.ts';
import { useApp, useCommands } from '../app-context.ts';
import { DialogFrame } from '../chrome/dialog-frame.tsx';
import { boxBetween, contains, largest, moved, oppositeCorner, type Point, scaled } from './box-edit.ts';
import './crop.css';

interface Props {
  readonly onClose: () => void;
}

/** The dialog of one place's image. */
export function cropDialog(place: Place) {
  return function CropDialog({ onClose }: Props) {
    const picture = useApp(({ images }) => pictureOf(imageIn(images, place)));
    return (
      <DialogFrame title={`Crop image ${place.toUpperCase()}`} onClose={onClose}>
        {picture ? (
          <CropEditor key={picture.id} place={place} picture={picture} onClose={onClose} />
        ) : (
          <p>There is no image yet.</p>
        )}
      </DialogFrame>
    );
  };
}

/** Which part of the file the network shall see: by pointer, by keys, or in numbers. */
function CropEditor({
  place,
  picture,
  onClose,
}: Props & { readonly place: Place; readonly picture: Picture }) {
  const commands = useCommands();
  const size = useApp(({ settings }) => settings.size);
  const of = wholeSize(picture);
  const ratio = size[1] / size[0];
  const [keep, setKeep] = useState(
    () => !picture.box || Math.abs(picture.box.width / picture.box.height / ratio - 1) < 0.05,
  );
  const shape = keep ? ratio : null;
  const [box, setBox] = useState<SourceRectangle>(() => picture.box ?? largest(of, shape));
  const settled = settledBox(box, of);
  const id = useId();
  const use = (chosen: SourceRectangle | null) => {
    void commands.cropImage(place, chosen);
    onClose();
  };
  return (
    <div className="crop-dialog">
      <p id={`${id}-help`} className="hint">
        The network sees what is in the box. Draw one, drag it, or pull a corner. Keys: arrows move it, + and
        − change its size; with Shift, by a pixel.
      </p>
      <CropSurface
        place={place}
        picture={picture}
        box={box}
        shape={shape}
        onBox={setBox}
        onEnter={() => use(settled)}
        helpId={`${id}-help`}
      />
      <div className="crop-numbers">
        {(['x', 'y', 'width', 'height'] as const).map((name) => (
          <NumberField
            key={name}
            label={{ x: 'Left', y: 'Top', width: 'Width', height: 'Height' }[name]}
            value={Math.round(box[name])}
            onChoose={(value) => setBox(withNumber(box, name, value, of, shape))}
          />
        ))}
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={keep}
          onChange={(event) => {
            setKeep(event.target.checked);
            if (event.target.checked) {
              const { width, height } = box;
              const within = Math.min(width, height * ratio);
              const shaped = { ...box, width: within, height: within / ratio };
              setBox(moved(shaped, (width - shaped.width) / 2, (height - shaped.height) / 2, of));
            }
          }}
        />
        Keep the shape of the input ({extentWords(size)}), so that nothing is stretched
      </label>
      <div className="button-row">
        <button type="button" className="button primary" onClick={() => use(settled)}>
          Use this box
        </button>
        <button type="button" className="button" onClick={() => use(null)}>
          Whole image
        </button>
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </div>
  );
}

/** The box with one number typed; the rest gives way, so that it stays in the image and in its shape. */
function withNumber(
  box: SourceRectangle,
  name: keyof SourceRectangle,
  value: number,
  of: { readonly width: number; readonly height: number },
  shape: number | null,
): SourceRectangle {
  if (name === 'x' || name === 'y') {
    const [dx, dy] = name === 'x' ? [value - box.x, 0] : [0, value - box.y];
    return moved(box, dx, dy, of);
  }
  const other = shape === null ? null : name === 'width' ? value / shape : value * shape;
  const wanted = {
    width: name === 'width' ? value : (other ?? box.width),
    height: name === 'height' ? value : (other ?? box.height),
  };
  const from = { x: box.x, y: box.y };
  return boxBetween(from, { x: box.x + wanted.width, y: box.y + wanted.height }, of, shape);
}

interface SurfaceProps {
  readonly place: Place;
  readonly picture: Picture;
  readonly box: SourceRectangle;
  readonly shape: number | null;
  readonly onBox: (box: SourceRectangle) => void;
  readonly onEnter: () => void;
  readonly helpId: string;
}

/** Reach of a corner, CSS pixels: a fingertip's. */
const REACH = 18;

function CropSurface({ place, picture, box, shape, onBox, onEnter, helpId }: SurfaceProps) {
  const of = wholeSize(picture);
  const canvas = useRef<HTMLCanvasElement>(null);
  /** What a press does until it ends: given a point, the box. */
  const drag = useRef<((to: Point) => SourceRectangle) | null>(null);
  useEffect(() => {
    const preview = previewOf(madeId(picture.id, null, picture.stretch)) ?? previewOf(wholeId(picture.id));
    const context = canvas.current?.getContext('2d');
    if (!preview || !context || !canvas.current) return;
    canvas.current.width = preview.width;
    canvas.current.height = preview.height;
    context.drawImage(preview, 0, 0);
  }, [picture.id, picture.stretch]);

  const at = (event: PointerEvent): Point => {
    const { left, top, width, height } = canvas.current!.getBoundingClientRect();
    return {
      x: ((event.clientX - left) / width) * of.width,
      y: ((event.clientY - top) / height) * of.height,
    };
  };
  const pointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const start = at(event);
    const reach = (REACH / canvas.current!.getBoundingClientRect().width) * of.width;
    const corner = oppositeCorner(box, start, reach);
    const whole = box.width === of.width && box.height === of.height;
    drag.current = corner
      ? (to) => boxBetween(corner, to, of, shape)
      : contains(box, start) && !whole
        ? (to) => moved(box, to.x - start.x, to.y - start.y, of)
        : (to) => boxBetween(start, to, of, shape);
  };
  const pointerMove = (event: PointerEvent<HTMLElement>) => {
    const next = drag.current?.(at(event));
    // A press that trembles draws no box.
    if (next && next.width >= 2 && next.height >= 2) onBox(next);
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? 1 : Math.max(1, Math.round(Math.max(of.width, of.height) / 40));
    const growth = event.shiftKey ? 1 + 2 / Math.max(box.width, box.height) : 1.1;
    const next = {
      ArrowLeft: () => moved(box, -step, 0, of),
      ArrowRight: () => moved(box, step, 0, of),
      ArrowUp: () => moved(box, 0, -step, of),
      ArrowDown: () => moved(box, 0, step, of),
      '+': () => scaled(box, growth, of),
      '=': () => scaled(box, growth, of),
      '-': () => scaled(box, 1 / growth, of),
      _: () => scaled(box, 1 / growth, of),
    }[event.key];
    if (!next && event.key !== 'Enter') return;
    event.preventDefault();
    if (next) onBox(next());
    else onEnter();
  };
  const percent = (value: number, side: number) => `${(value / side) * 100}%`;
  return (
    // A drawing surface has no element of its own: the role hands the keys to it.
    <div
      className="crop-surface"
      role="application"
      aria-label={`Box on image ${place.toUpperCase()}`}
      aria-describedby={helpId}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys need the focus
      tabIndex={0}
      onPointerDown={pointerDown}
      onPointerMove={pointerMove}
      onPointerUp={() => {
        drag.current = null;
      }}
      onPointerCancel={() => {
        drag.current = null;
      }}
      onKeyDown={keyDown}
    >
      <canvas ref={canvas} role="img" aria-label={`All of ${picture.name}`} />
      <span
        className="crop-box"
        style={{
          left: percent(box.x, of.width),
          top: percent(box.y, of.height),
          width: percent(box.width, of.width),
          height: percent(box.height, of.height),
        }}
      />
    </div>
  );
}

interface NumberProps {
  readonly label: string;
  readonly value: number;
  readonly onChoose: (value: number) => void;
}

function NumberField({ label, value, onChoose }: NumberProps) {
  return (
    <label>
      {label}
      <input
        type="number"
        min={0}
        // Typed to the end before the box follows.
        key={value}
        defaultValue={value}
        onBlur={(event) => {
          const next = Math.round(event.target.valueAsNumber);
          if (Number.isFinite(next) && next >= 0 && next !== value) onChoose(next);
          else event.target.value = String(value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
    </label>
  );
}
