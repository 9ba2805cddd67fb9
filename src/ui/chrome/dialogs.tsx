import type { ComponentType } from 'react';
import type { DialogId, Place } from '../../app/state.ts';
import { useApp, useCommands } from '../app-context.ts';
import { loadPart } from '../loading/load-part.ts';
import { onDemand } from '../loading/on-demand.tsx';
import { DialogFrame } from './dialog-frame.tsx';

interface DialogProps {
  readonly onClose: () => void;
}

/** Every dialog. To add one: one component with a default export, its id in app/state.ts, one entry here. */
const DIALOGS: Readonly<Record<DialogId, ComponentType<DialogProps>>> = {
  help: dialog('Keys', () => import('./help-dialog.tsx')),
  network: dialog('Your network', () => import('../network/network-dialog.tsx')),
  'crop-a': crop('a'),
  'crop-b': crop('b'),
  'crop-c': crop('c'),
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

const cropPart = () => import('../crop/crop-dialog.tsx');

function crop(place: Place) {
  const load = async () => ({ default: (await loadPart(cropPart)).cropDialog(place) });
  return dialog(`Crop image ${place.toUpperCase()}`, load);
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
