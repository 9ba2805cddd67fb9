import { useEffect, useState } from 'react';
import type { Slot } from '../../app/state.ts';
import { useCommands } from '../app-context.ts';

/** What a drag over the window would do: nothing, or replace images (of the pane under the pointer). */
export type DragState = { readonly over: Slot | null } | null;

/** Files dropped anywhere in the window: two become A and B, one goes to the pane under the pointer. */
export function useWindowDrop(): DragState {
  const commands = useCommands();
  const [drag, setDrag] = useState<DragState>(null);
  useEffect(() => {
    const bringsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      // A place of its own takes these files (the set of pairs).
      if (event.defaultPrevented && event.type === 'dragover') {
        setDrag(null);
        return;
      }
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      const slot = slotAt(event.target);
      setDrag((current) => (current?.over === slot ? current : { over: slot }));
    };
    const leave = (event: DragEvent) => {
      // Leaving the window names no element that is entered instead.
      if (event.relatedTarget === null) setDrag(null);
    };
    const drop = (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      setDrag(null);
      if (event.defaultPrevented) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      const slot = slotAt(event.target);
      if (files.length > 0) void commands.openFiles(files, ...(slot === null ? [] : [slot]));
    };
    window.addEventListener('dragenter', over);
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', over);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [commands]);
  return drag;
}

function slotAt(target: EventTarget | null): Slot | null {
  const pane = target instanceof Element ? target.closest<HTMLElement>('[data-slot]') : null;
  const slot = pane?.dataset.slot;
  return slot === 'a' || slot === 'b' ? slot : null;
}
