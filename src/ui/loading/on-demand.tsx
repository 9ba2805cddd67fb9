import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';
import { loadPart } from './load-part.ts';
import { PartFailed } from './part-failed.tsx';

interface Options<P> {
  /** What stands there until it has come. */
  readonly waiting?: ReactNode;
  /** Puts the words about a failure where they are seen. */
  readonly frame?: (words: ReactNode, props: P) => ReactNode;
}

const LOADING = <p role="status">Loading…</p>;

/**
 * A part of the page that is fetched when it is first shown. When it does not come, or breaks, it alone is
 * replaced by words; “Try again” asks for it anew, which `lazy` by itself never does.
 */
export function onDemand<P extends object>(
  load: () => Promise<{ readonly default: ComponentType<P> }>,
  { waiting = LOADING, frame = (words) => words }: Options<P> = {},
): ComponentType<P> {
  const ask = () => ({ Part: lazy(() => loadPart(load)) });
  let newest = ask();
  return function OnDemand(props: P) {
    const [{ Part }, setAsked] = useState(newest);
    const anew = () => {
      newest = ask();
      setAsked(newest);
    };
    return (
      <ErrorBoundary
        failed={(error, again) =>
          frame(
            <PartFailed
              error={error}
              onAgain={() => {
                anew();
                again();
              }}
            />,
            props,
          )
        }
      >
        <Suspense fallback={waiting}>
          <Part {...props} />
        </Suspense>
      </ErrorBoundary>
    );
  };
}
