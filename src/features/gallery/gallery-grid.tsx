import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { picturePath } from '../../app/collection/picture-set.ts';
import { Thumbnail } from './thumbnail.tsx';
import { useGallery, useGalleryState } from './use-gallery.ts';

/** Side of a cell in CSS pixels, as gallery.css has it. */
const CELL = 104;

/** All pictures, as many of them in the document as are in view. One tab stop; arrow keys move, Enter asks. */
export function GalleryGrid() {
  const gallery = useGallery();
  const pictures = useGalleryState((state) => state.pictures);
  const query = useGalleryState((state) => state.query?.index ?? null);
  const selected = useGalleryState((state) => state.selected);
  const frame = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ top: 0, height: 320, columns: 6 });
  const [focused, setFocused] = useState(0);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () =>
      setPlace({
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

  const { columns } = place;
  const rows = Math.ceil(pictures.length / columns);
  const first = Math.max(0, Math.floor(place.top / CELL) - 1);
  const last = Math.min(rows, Math.ceil((place.top + place.height) / CELL) + 1);
  const shown = pictures.slice(first * columns, last * columns);
  const active = Math.min(focused, pictures.length - 1);

  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 's' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      // The page has keys of its own.
      event.stopPropagation();
      gallery.toggle(active);
      return;
    }
    const steps: Partial<Record<string, number>> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: columns,
      ArrowUp: -columns,
      Home: -active,
      End: pictures.length - 1 - active,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const target = Math.max(0, Math.min(pictures.length - 1, active + step));
    setFocused(target);
    const top = Math.floor(target / columns) * CELL;
    const element = frame.current;
    if (!element) return;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + CELL > element.scrollTop + element.clientHeight)
      element.scrollTop = top + CELL - element.clientHeight;
    // The cell may only now come into the document.
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        element.querySelector<HTMLElement>(`[data-index="${target}"]`)?.focus({ preventScroll: true }),
      ),
    );
  };

  return (
    <div
      className="gallery-grid"
      ref={frame}
      role="listbox"
      aria-label="Gallery"
      tabIndex={-1}
      onKeyDown={move}
    >
      <div style={{ height: rows * CELL }} className="gallery-sheet">
        {shown.map((picture, i) => {
          const index = first * columns + i;
          return (
            <button
              key={picturePath(picture)}
              type="button"
              role="option"
              className="gallery-cell"
              aria-selected={index === query}
              aria-posinset={index + 1}
              aria-setsize={pictures.length}
              aria-label={`${picturePath(picture)}${selected.has(index) ? ', selected' : ''}`}
              data-picked={selected.has(index)}
              title={picturePath(picture)}
              data-index={index}
              tabIndex={index === active ? 0 : -1}
              style={{ top: Math.floor(index / columns) * CELL, left: (index % columns) * CELL }}
              onFocus={() => setFocused(index)}
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
  );
}
