import { CircleHelp, Info } from 'lucide-react';
import type { DialogKind } from './dialog-kind.ts';
import { Logo } from './logo.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

/** Name, promise, and the three things about the page itself: theme, keys, about. */
export function PageHeader({ onOpen }: { readonly onOpen: (dialog: DialogKind) => void }) {
  return (
    <header className="page-header">
      <div className="brand">
        <Logo />
        <h1>semblance</h1>
        <p className="promise">
          See why a network finds two images similar.{' '}
          <span>Runs on your machine; images never leave it.</span>
        </p>
      </div>
      <div className="header-tools">
        <ThemeSwitch />
        <button
          type="button"
          className="icon-button"
          title="Keys (?)"
          aria-label="Keys"
          onClick={() => onOpen('help')}
        >
          <CircleHelp aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button"
          title="About"
          aria-label="About"
          onClick={() => onOpen('about')}
        >
          <Info aria-hidden />
        </button>
      </div>
    </header>
  );
}
