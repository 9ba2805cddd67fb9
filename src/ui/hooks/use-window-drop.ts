import { useEffect, useState } from 'react';
import { filesOfDrop, holdsFolder } from '../../app/collection/files-of-drop.ts';
import type { Slot } from '../../app/state.ts';
import { useCommands } from '../app-context.ts';
import { linkIn } from './link-in.ts';
import { slotAt } from './slot-at.ts';
import { takesText } from './takes-keys.ts';

/** What a drag over the window would do: nothing, or replace images (of the pane under the pointer). */
export type DragState = { readonly over: Slot | null } | null;

/** While a drag lasts it says so every 350 ms (HTML, “drag-and-drop processing model”): one that is silent has ended. */
const SILENCE = 1500;

/**
 * Files dropped anywhere in the window: two become A and B, one goes to the pane under the pointer. Folders are looked
 * through; what is dragged from another page is taken where the browser hands its bytes over, and explained where it
 * does not.
 */
export function useWindowDrop(): DragState {
  const commands = useCommands();
  const [drag, setDrag] = useState<DragState>(null);
  useEffect(() => {
    let silence: ReturnType<typeof setTimeout> | undefined;
    const end = () => {
      clearTimeout(silence);
      setDrag(null);
    };
    const brings = ({ dataTransfer, target }: DragEvent): 'files' | 'link' | null => {
      const types = dataTransfer?.types ?? [];
      if (types.includes('Files')) return 'files';
      const mayHoldLink = types.includes('text/uri-list') || types.includes('text/html');
      return mayHoldLink && !takesText(target) ? 'link' : null;
    };
    const over = (event: DragEvent) => {
      const what = brings(event);
      if (what === null) return;
      // A place of its own takes these files (the set of pairs).
      if (event.defaultPrevented && event.type === 'dragover') {
        end();
        return;
      }
      // Also of a link: the browser would leave the page for it.
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      if (what === 'link') return;
      const slot = slotAt(event.target);
      setDrag((current) => (current?.over === slot ? current : { over: slot }));
      clearTimeout(silence);
      silence = setTimeout(end, SILENCE);
    };
    const leave = (event: DragEvent) => {
      // Leaving the window names no element that is entered instead.
      if (event.relatedTarget === null) end();
    };
    const drop = (event: DragEvent) => {
      const what = brings(event);
      if (what === null) return;
      end();
      if (event.defaultPrevented) return;
      event.preventDefault();
      const transfer = event.dataTransfer!;
      const files = [...transfer.files];
      const slot = slotAt(event.target);
      const into = slot === null ? [] : [slot];
      const link = linkIn(transfer);
      if (holdsFolder(transfer))
        void filesOfDrop(transfer).then((found) => commands.openFolder(found, ...into));
      else if (files.length > 0) void commands.openFiles(files, ...into);
      else if (link !== null) commands.openLink(link, ...into);
    };
    const listeners = { dragenter: over, dragover: over, dragleave: leave, drop };
    for (const [type, listener] of Object.entries(listeners))
      window.addEventListener(type as 'drop', listener);
    // No pointer moves while something is dragged: that drag was cancelled.
    window.addEventListener('pointermove', end);
    return () => {
      clearTimeout(silence);
      for (const [type, listener] of Object.entries(listeners))
        window.removeEventListener(type as 'drop', listener);
      window.removeEventListener('pointermove', end);
    };
  }, [commands]);
  return drag;
}
