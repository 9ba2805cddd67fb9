import { useAppHandle } from '../app-context.ts';
import { setShortcutsEnabled, useShortcutsEnabled } from '../hooks/shortcuts-enabled.ts';
import { GESTURES } from '../stage/gestures.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { MethodPages } from './method-pages.tsx';

/** As on the keys themselves. */
const CAPS: Readonly<Record<string, string>> = {
  ' ': 'Space',
  Escape: 'Esc',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

/** Every key, from the tables of actions and gestures, and a page for every method. */
export default function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const { actions } = useAppHandle();
  const enabled = useShortcutsEnabled();
  return (
    <DialogFrame title="Keys and methods" onClose={onClose}>
      <section>
        <h3>Anywhere</h3>
        <Keys of={[...actions, ...GESTURES.filter(({ where }) => where === 'anywhere')]} />
        <label className="check">
          <input
            type="checkbox"
            checked={enabled}
            onChange={(event) => setShortcutsEnabled(event.target.checked)}
          />
          Single keys act
        </label>
      </section>
      <section>
        <h3>On an image</h3>
        <Keys of={GESTURES.filter(({ where }) => where === 'on an image')} />
      </section>
      <MethodPages />
    </DialogFrame>
  );
}

function Keys({
  of,
}: {
  readonly of: readonly { readonly keys: readonly string[]; readonly label: string }[];
}) {
  return (
    <dl className="keys">
      {of.map(({ keys, label }) => (
        <div key={label}>
          <dt>
            {keys.map((key) => (
              <kbd key={key}>{CAPS[key] ?? (/^[A-Z]$/.test(key) ? `⇧ ${key}` : key)}</kbd>
            ))}
          </dt>
          <dd>{label}</dd>
        </div>
      ))}
    </dl>
  );
}
