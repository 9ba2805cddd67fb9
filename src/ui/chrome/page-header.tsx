import { CircleHelp, Info } from 'lucide-react';
import { useCommands } from '../app-context.ts';
import { Logo } from './logo.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

/** Name, promise, and the three things about the page itself: theme, keys, about. */
export function PageHeader() {
  const commands = useCommands();
  return (
    <header className="page-header">
      <div className="brand">
        <Logo />
        <h1>semblance</h1>
        <p className="promise">
          Drop two images to see what a network finds alike in them.{' '}
          <span>They never leave your machine.</span>
        </p>
      </div>
      <div className="header-tools">
        <ThemeSwitch />
        <button
          type="button"
          className="icon-button"
          title="Keys (?)"
          aria-label="Keys"
          onClick={() => commands.openDialog('help')}
        >
          <CircleHelp aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button"
          title="About"
          aria-label="About"
          onClick={() => commands.openDialog('about')}
        >
          <Info aria-hidden />
        </button>
      </div>
    </header>
  );
}
