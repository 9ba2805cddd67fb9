import { ACTIONS } from '../../app/actions.ts';
import { setShortcutsEnabled, useShortcutsEnabled } from '../hooks/shortcuts-enabled.ts';
import { DialogFrame } from './dialog-frame.tsx';

const ON_THE_IMAGE = [
  { keys: ['←', '→', '↑', '↓'], label: 'Move the crosshair by one cell' },
  { keys: ['Enter'], label: 'Pin the crosshair, or let it go' },
  { keys: ['Ctrl', 'wheel'], label: 'Zoom where the pointer is; so do a pinch and a double click' },
  { keys: ['drag'], label: 'Move the zoomed images' },
] as const;

/** As on the keys themselves. */
const SHORT: Readonly<Record<string, string>> = { Escape: 'Esc', Z: '⇧ Z', B: '⇧ B' };

/** Every key, from the one table of actions. */
export default function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const enabled = useShortcutsEnabled();
  return (
    <DialogFrame title="Keys" onClose={onClose}>
      <section>
        <h3>Anywhere</h3>
        <dl className="keys">
          {ACTIONS.map(({ id, keys, label }) => (
            <KeyRow key={id} keys={keys} label={label} />
          ))}
          <KeyRow keys={['Space']} label="While held: the images without their maps" />
          <KeyRow keys={['?']} label="These keys" />
        </dl>
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
        <dl className="keys">
          {ON_THE_IMAGE.map(({ keys, label }) => (
            <KeyRow key={label} keys={keys} label={label} />
          ))}
        </dl>
      </section>
    </DialogFrame>
  );
}

function KeyRow({ keys, label }: { readonly keys: readonly string[]; readonly label: string }) {
  return (
    <div>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{SHORT[key] ?? key}</kbd>
        ))}
      </dt>
      <dd>{label}</dd>
    </div>
  );
}
