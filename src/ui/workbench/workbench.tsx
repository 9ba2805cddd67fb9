import { type KeyboardEvent, useRef } from 'react';
import { useApp, useCommands } from '../app-context.ts';
import type { Feature } from '../feature.ts';
import { useFocusKept } from '../hooks/use-focus-kept.ts';
import { changeDock, useDockWish } from '../stage/dock.ts';

/** Tabs under the stage for those who want to look closer. Nothing is loaded until a tab is opened. */
export function Workbench({ features }: { readonly features: readonly Feature[] }) {
  const open = useApp((state) => state.panel);
  const commands = useCommands();
  const tabs = useRef<HTMLDivElement>(null);
  const panel = features.find(({ id }) => id === open);
  const place = useRef<HTMLElement>(null);
  useFocusKept(place);

  // The tabs pattern of the ARIA Authoring Practices: arrows move the focus, Enter or Space opens.
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const buttons = [...(tabs.current?.querySelectorAll<HTMLButtonElement>('[role=tab]') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const target = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at < 0 || target === undefined) return;
    event.preventDefault();
    buttons.at(target % buttons.length)?.focus();
  };

  return (
    <section className="workbench" aria-labelledby="workbench-title" tabIndex={-1} ref={place}>
      <h2 id="workbench-title">Look closer</h2>
      <div className="tabs" role="tablist" aria-label="Look closer" ref={tabs} onKeyDown={move}>
        {features.map(({ id, label }, index) => (
          <button
            key={id}
            id={`tab-${id}`}
            type="button"
            role="tab"
            aria-selected={id === open}
            aria-controls={id === open ? `panel-${id}` : undefined}
            tabIndex={id === open || (open === null && index === 0) ? 0 : -1}
            onClick={() => commands.openPanel(id)}
          >
            {label}
          </button>
        ))}
      </div>
      {panel && (
        <div
          className="tab-panel"
          role="tabpanel"
          tabIndex={-1}
          id={`panel-${panel.id}`}
          aria-labelledby={`tab-${panel.id}`}
        >
          <PicturesStay />
          <p className="panel-question">{panel.question}</p>
          <panel.Content />
        </div>
      )}
    </section>
  );
}

function PicturesStay() {
  const stay = useDockWish(({ picturesStay }) => picturesStay);
  return (
    <label className="stay-choice">
      <input
        type="checkbox"
        checked={stay}
        onChange={(event) => changeDock({ picturesStay: event.target.checked })}
      />
      Pictures stay in view
    </label>
  );
}
