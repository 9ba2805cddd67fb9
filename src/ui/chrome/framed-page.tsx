import { Logo } from './logo.tsx';

/**
 * Whether a page of another origin shows this one in a frame. It could lay its own words over it, and have people
 * hand over files that they believe to give to somebody else.
 */
export function isFramedByStranger(): boolean {
  if (window.top === window.self) return false;
  try {
    // Only a page of this origin lets itself be asked.
    return window.top?.location.href === undefined;
  } catch {
    return true;
  }
}

/** All that a stranger's frame gets to see: no file is taken there, and the page offers to open itself. */
export function FramedPage() {
  return (
    <main className="framed">
      <h1>
        <Logo /> semblance
      </h1>
      <p>Another site shows this page inside its own. semblance takes no images there.</p>
      <p>
        <a className="button primary" href={location.href} target="_blank" rel="noopener noreferrer">
          Open semblance in a tab of its own
        </a>
      </p>
    </main>
  );
}
