import type { ComponentType } from 'react';
import type { DialogId } from '../../app/state.ts';
import { useApp, useCommands } from '../app-context.ts';
import { onDemand } from '../loading/on-demand.tsx';
import { DialogFrame } from './dialog-frame.tsx';

interface DialogProps {
  readonly onClose: () => void;
}

/** Every dialog. To add one: one component with a default export, its id in app/state.ts, one entry here. */
const DIALOGS: Readonly<Record<DialogId, ComponentType<DialogProps>>> = {
  help: dialog('Keys', () => import('./help-dialog.tsx')),
  network: dialog('Your network', () => import('../network/network-dialog.tsx')),
  about: dialog('About semblance', () => import('./about-dialog.tsx')),
};

/** Whichever dialog is open over the page. */
export function Dialogs() {
  const open = useApp((state) => state.dialog);
  const commands = useCommands();
  if (open === null) return null;
  const Content = DIALOGS[open];
  return <Content key={open} onClose={() => commands.openDialog(null)} />;
}

/** Fetched when it is first opened; what went wrong with that stands in a dialog of the same name. */
function dialog(title: string, load: () => Promise<{ readonly default: ComponentType<DialogProps> }>) {
  return onDemand<DialogProps>(load, {
    waiting: null,
    frame: (words, { onClose }) => (
      <DialogFrame title={title} onClose={onClose}>
        {words}
      </DialogFrame>
    ),
  });
}
