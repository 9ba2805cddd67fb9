import { useEffect, useState } from 'react';
import { refusedWords } from '../../app/storage/refused.ts';
import type { Entry } from '../../app/storage/shelf.ts';
import { useAppHandle, useCommands } from '../app-context.ts';

type Stored = { readonly tab: readonly Entry[]; readonly kept: readonly Entry[] };

const sizeOf = (entries: readonly Entry[]) => {
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
};

const amount = (entries: readonly Entry[]) =>
  entries.length === 0
    ? 'nothing now'
    : `${entries.length} ${entries.length === 1 ? 'record' : 'records'}, ${sizeOf(entries)} now`;

/** What is stored, where, who can read it, and the way to be rid of it. */
export function StoredSection() {
  const { storage } = useAppHandle().services;
  const commands = useCommands();
  const [stored, setStored] = useState<Stored | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    let here = true;
    void Promise.all([storage.tab.list(), storage.kept.list()]).then(([tab, kept]) => {
      if (here) setStored({ tab, kept });
    });
    void refusedWords().then((words) => {
      if (here) setRefused(words);
    });
    return () => {
      here = false;
    };
  }, [storage]);
  return (
    <section>
      <h3>What is stored, and where</h3>
      {refused !== null && <p role="status">{refused}</p>}
      <p>{refused === null ? 'All of it' : 'What can be kept is kept'} in this browser, on this device:</p>
      <dl className="facts">
        <div>
          <dt>What ships</dt>
          <dd>
            The page, its networks and photographs, so that it opens without a connection. Nothing of yours.
          </dd>
        </div>
        <div>
          <dt>This tab</dt>
          <dd>
            Your own images on the stage and the results of a set of pairs, so that a reload keeps them;
            encrypted with a key that only this tab has. It goes with the tab: what is left behind then can be
            read by nobody, and is swept away after a day.
            {stored && ` ${capitalized(amount(stored.tab))}.`}
          </dd>
        </div>
        <div>
          <dt>Kept</dt>
          <dd>
            What you chose to keep on this device, with file names and numbers, until you forget it; and your
            choice of theme and keys. Not encrypted: any page of <code>{location.host}</code> can read it, and
            so can whoever uses this browser profile.
            {stored && ` ${capitalized(amount(stored.kept))}.`}
          </dd>
        </div>
      </dl>
      {asking ? (
        <div className="button-row">
          <p>Your images and results here are gone then, and the page begins anew.</p>
          <button type="button" className="button primary" onClick={() => void commands.forgetEverything()}>
            Yes, forget everything
          </button>
          <button type="button" className="button" onClick={() => setAsking(false)}>
            Keep it
          </button>
        </div>
      ) : (
        <button type="button" className="button" onClick={() => setAsking(true)}>
          Forget everything
        </button>
      )}
    </section>
  );
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
