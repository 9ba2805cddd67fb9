import { useMedia } from '../hooks/use-media.ts';
import { DisplayFields } from './display-fields.tsx';
import { SettingsFields } from './settings-fields.tsx';

/** The two groups of controls: open beside the stage on a wide screen, folded below it on a phone. */
export function Controls() {
  const wide = useMedia('(min-width: 60rem)');
  // The key makes the browser's own open state start over when the layout changes.
  return (
    <section className="controls" aria-labelledby="controls-title" key={String(wide)}>
      <h2 id="controls-title" className="sr-only">
        Controls
      </h2>
      <details open={wide}>
        <summary>
          <h3>What is explained</h3>
        </summary>
        <div className="fields">
          <SettingsFields />
        </div>
      </details>
      <details open={wide}>
        <summary>
          <h3>How it is drawn</h3>
        </summary>
        <div className="fields">
          <DisplayFields />
        </div>
      </details>
    </section>
  );
}
