import { useEffect, useRef, useState } from 'react';

interface Props {
  readonly whole: boolean;
  readonly onChange: (whole: boolean) => void;
}

/** What is folded to a line or two (stage.css), or left out until it is asked for. */
const FOLDED = ':scope > p, .first-look output, .facts-line, .corners-way';

/** Milliseconds. */
const PAUSE = 100;

/** Unfolds the words about the score; there only where something is folded. */
export default function ScoreMore({ whole, onChange }: Props) {
  const place = useRef<HTMLSpanElement>(null);
  const [folded, setFolded] = useState(false);
  useEffect(() => {
    const words = place.current?.parentElement;
    if (!words || whole) return;
    const look = () =>
      setFolded(
        [...words.querySelectorAll<HTMLElement>(FOLDED)].some(
          (one) => one.offsetParent === null || one.scrollHeight > one.clientHeight + 1,
        ),
      );
    // Asked at once, the browser would lay out the page once more before it paints the map that came with the words.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(look, PAUSE);
    };
    const resized = new ResizeObserver(soon);
    resized.observe(words);
    const changed = new MutationObserver(soon);
    changed.observe(words, { childList: true, characterData: true, subtree: true });
    return () => {
      clearTimeout(timer);
      resized.disconnect();
      changed.disconnect();
    };
  }, [whole]);
  return (
    <span className="score-more" ref={place}>
      {(whole || folded) && (
        <button
          type="button"
          className="link"
          aria-label={whole ? 'Less about the score' : 'More about the score'}
          aria-expanded={whole}
          onClick={() => onChange(!whole)}
        >
          {whole ? 'Less' : 'More'}
        </button>
      )}
    </span>
  );
}
