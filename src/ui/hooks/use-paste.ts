import { useEffect } from 'react';
import { useCommands } from '../app-context.ts';
import { linkIn } from './link-in.ts';
import { slotAt } from './slot-at.ts';
import { takesText } from './takes-keys.ts';

/**
 * What is pasted goes where the focus is: text into an editor, also when a picture of it came along (cells of a
 * spreadsheet bring one), files to a place that takes them itself, and any other picture into the pair, to the image
 * that has the focus. Of a picture without its bytes it is said why it cannot be taken.
 */
export function usePaste(): void {
  const commands = useCommands();
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const { clipboardData: data, target } = event;
      if (event.defaultPrevented || !data || document.querySelector('dialog[open]')) return;
      if (takesText(target) && (data.types.includes('text/plain') || data.files.length === 0)) return;
      const slot = slotAt(target);
      const into = slot === null ? [] : [slot];
      const link = linkIn(data);
      if (data.files.length > 0) void commands.openFiles([...data.files], ...into);
      else if (link !== null) commands.openLink(link, ...into);
      else return;
      event.preventDefault();
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, [commands]);
}
