import type { Result } from '../../app/state.ts';
import { useApp, useAppHandle } from '../app-context.ts';
import { act } from '../hooks/use-keyboard.ts';

/** The panel that tests a map in full. */
const TESTS = 'panel-test';

/** What may be believed of the map, in a line or two beside the score; made while the page is idle. */
export function FirstLookLine({ result }: { readonly result: Result }) {
  const { store, commands, actions } = useAppHandle();
  const firstLook = useApp((state) => state.firstLook);
  const tests = actions.find(({ id }) => id === TESTS);
  // That of another result says nothing of this one.
  const ready = firstLook?.result === result;
  const found = ready ? firstLook.found : null;
  const plain = result.settings.against === 'none';
  return (
    <div className={`first-look first-look-${found?.kind ?? 'none'}${plain ? ' first-look-plain' : ''}`}>
      <p>
        <output aria-label="What may be believed" aria-live="off">
          {found ? (
            <>
              <strong>{found.title}.</strong> {found.words}
            </>
          ) : ready ? (
            'A first look at what may be believed could not be taken.'
          ) : (
            'Looking at what may be believed…'
          )}
        </output>{' '}
        {tests && (
          <button type="button" className="link" onClick={() => act(tests, commands, store.getState())}>
            Full tests
          </button>
        )}
      </p>
      {found?.corners && (
        <p>
          <output aria-label="What the corners are" aria-live="off">
            {found.corners}
          </output>{' '}
          {plain && (
            <>
              <button
                type="button"
                className="link"
                onClick={() => commands.changeSettings({ against: 'references' })}
              >
                Against other images
              </button>{' '}
              <span className="corners-way">leaves out what other images share too.</span>
            </>
          )}
        </p>
      )}
    </div>
  );
}
