import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { picturePath } from '../../app/collection/picture-set.ts';
import { Thumbnail } from './thumbnail.tsx';
import { useGallery, useGalleryState } from './use-gallery.ts';

/** Side of a cell in CSS pixels, as gallery.css has it. */
const CELL = 104;

/** As people type and as file systems write them: case and the way accents are put together do not count. */
const plain = (name: string) => name.normalize('NFC').toLowerCase();

/** All pictures, or those of a name, as many of them in the document as are in view. One tab stop; arrow keys move, Enter asks. */
export function GalleryGrid() {
  const gallery = useGallery();
  const pictures = useGalleryState((state) => state.pictures);
  const query = useGalleryState((state) => state.query?.index ?? null);
  const selected = useGalleryState((state) => state.selected);
  const frame = useRef<HTMLDivElement>(null);
  const toFocus = useRef(false);
  const [view, setView] = useState({ top: 0, height: 320, columns: 6 });
  const [focused, setFocused] = useState(0);
  const [wanted, setWanted] = useState('');
  const id = useId();
  const names = useMemo(() => pictures.map((picture) => plain(picturePath(picture))), [pictures]);
  /** Indices of the pictures that are listed, in their order. */
  const listed = useMemo(
    () => [...names.keys()].filter((index) => names[index]!.includes(plain(wanted.trim()))),
    [names, wanted],
  );

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () =>
      setView({
        top: element.scrollTop,
        height: element.clientHeight,
        columns: Math.max(1, Math.floor(element.clientWidth / CELL)),
      });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, []);

  const { columns } = view;
  const rows = Math.ceil(listed.length / columns);
  const first = Math.max(0, Math.floor(view.top / CELL) - 1);
  const last = Math.min(rows, Math.ceil((view.top + view.height) / CELL) + 1);
  const shown = listed.slice(first * columns, last * columns);
  const active = Math.min(focused, listed.length - 1);

  // The cell that a key leads to may only come into the document with what scrolling brings.
  useEffect(() => {
    const cell = toFocus.current ? cellOf(frame.current, listed[active]) : null;
    if (!cell) return;
    toFocus.current = false;
    cell.focus({ preventScroll: true });
  });

  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 's' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      // The page has keys of its own.
      event.stopPropagation();
      const index = listed[active];
      if (index !== undefined) gallery.toggle(index);
      return;
    }
    const steps: Partial<Record<string, number>> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: columns,
      ArrowUp: -columns,
      Home: -active,
      End: listed.length - 1 - active,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const target = Math.max(0, Math.min(listed.length - 1, active + step));
    if (target === active) return;
    setFocused(target);
    const top = Math.floor(target / columns) * CELL;
    const element = frame.current;
    if (!element) return;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + CELL > element.scrollTop + element.clientHeight)
      element.scrollTop = top + CELL - element.clientHeight;
    // Meanwhile keys are still those of the list.
    if (!cellOf(element, listed[target])) element.focus({ preventScroll: true });
    toFocus.current = true;
  };

  return (
    <>
      <div className="gallery-find">
        <label htmlFor={id}>Find by name</label>
        <input
          id={id}
          type="search"
          value={wanted}
          onChange={({ target }) => {
            setWanted(target.value);
            setFocused(0);
            if (frame.current) frame.current.scrollTop = 0;
          }}
        />
        <output className="hint" htmlFor={id}>
          {wanted.trim() !== '' && `${listed.length} of ${pictures.length}`}
        </output>
      </div>
      <div
        className="gallery-grid"
        ref={frame}
        role="listbox"
        aria-label="Gallery"
        tabIndex={-1}
        onKeyDown={move}
      >
        <div style={{ height: rows * CELL }} className="gallery-sheet">
          {shown.map((index, i) => {
            const place = first * columns + i;
            const picture = pictures[index]!;
            return (
              <button
                key={picturePath(picture)}
                type="button"
                role="option"
                className="gallery-cell"
                aria-selected={index === query}
                aria-posinset={place + 1}
                aria-setsize={listed.length}
                aria-label={`${picturePath(picture)}${selected.has(index) ? ', selected' : ''}`}
                data-picked={selected.has(index)}
                title={picturePath(picture)}
                data-index={index}
                tabIndex={place === active ? 0 : -1}
                style={{ top: Math.floor(place / columns) * CELL, left: (place % columns) * CELL }}
                onFocus={() => setFocused(place)}
                onClick={(event) =>
                  event.ctrlKey || event.metaKey ? gallery.toggle(index) : gallery.ask(index)
                }
              >
                <Thumbnail picture={picture} />
              </button>
            );
          })}
        </div>
      </div>
    </>
  );
}

const cellOf = (grid: HTMLElement | null, index: number | undefined) =>
  grid?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? null;
