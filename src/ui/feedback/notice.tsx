import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Notice as NoticeState } from '../../app/state.ts';
import { useApp, useCommands } from '../app-context.ts';
import './notice.css';

/** Milliseconds: time to turn to it, and to read it slowly. */
const readingTime = (text: string) => Math.max(6000, 2000 + 70 * text.length);

/** A passing message (a link was copied, a file was saved), said and shown; the same one again is said again. */
export function Notice() {
  const notice = useApp((state) => state.notice);
  return (
    <div className="notice-place" role="status">
      {notice !== null && <Toast key={notice.id} notice={notice} />}
    </div>
  );
}

/** Goes by itself unless it tells of something that did not work, and never while it is pointed at or in focus. */
function Toast({ notice: { text, lasting } }: { readonly notice: NoticeState }) {
  const commands = useCommands();
  const [held, setHeld] = useState(false);
  /** What had the focus before the button. */
  const before = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (lasting || held) return;
    const timer = setTimeout(() => commands.dismissNotice(), readingTime(text));
    return () => clearTimeout(timer);
  }, [lasting, held, text, commands]);
  return (
    <div className="notice" onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)}>
      <p>{text}</p>
      <button
        type="button"
        className="icon-button"
        aria-label="Dismiss"
        onFocus={({ relatedTarget }) => {
          before.current = relatedTarget instanceof HTMLElement ? relatedTarget : null;
          setHeld(true);
        }}
        onBlur={() => setHeld(false)}
        onClick={() => {
          (before.current ?? document.getElementById('main'))?.focus({ preventScroll: true });
          commands.dismissNotice();
        }}
      >
        <X aria-hidden />
      </button>
    </div>
  );
}
