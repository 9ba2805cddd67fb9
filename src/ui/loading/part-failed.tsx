import { TriangleAlert } from 'lucide-react';
import { PartNotLoaded } from './load-part.ts';

interface Props {
  readonly error: unknown;
  readonly onAgain: () => void;
}

/** In place of a part of the page: that it is missing, why, and what can be done. */
export function PartFailed({ error, onAgain }: Props) {
  return (
    <div className="alert" role="alert">
      <TriangleAlert aria-hidden />
      <div>
        <p>{cause(error)} Images and result are kept.</p>
        <p>
          If trying again does not help, reload the page: settings stay, and so do images of your own unless
          this browser keeps nothing.
        </p>
        <details className="alert-detail">
          <summary>Technical detail</summary>
          <p>{String(error)}</p>
        </details>
        <div className="button-row">
          <button
            type="button"
            className="button small"
            onClick={({ currentTarget }) => {
              // The button goes away: the focus stays with the part it stood for.
              currentTarget.closest<HTMLElement>('[tabindex="-1"]')?.focus();
              onAgain();
            }}
          >
            Try again
          </button>
          <button type="button" className="button small" onClick={() => location.reload()}>
            Reload the page
          </button>
        </div>
      </div>
    </div>
  );
}

function cause(error: unknown): string {
  if (!(error instanceof PartNotLoaded))
    return 'This part of the page stopped because of a fault in semblance.';
  return navigator.onLine
    ? 'This part of the page could not be fetched: the connection failed, or the site was renewed meanwhile.'
    : 'This part of the page could not be fetched: there is no network.';
}
