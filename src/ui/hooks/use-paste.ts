import { useEffect } from 'react';
import { useCommands } from '../app-context.ts';
import { slotAt } from './slot-at.ts';
import { takesText } from './takes-keys.ts';

/**
 * What is pasted goes where the focus is: text into an editor, also when a picture of it came along (cells of a
 * spreadsheet bring one), files to a place that takes them itself, and any other picture into the pair, to the image
 * that has the focus.
 */
export function usePaste(): void {
  const commands = useCommands();
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (event.defaultPrevented || files.length === 0) return;
      if (takesText(event.target) && event.clipboardData?.types.includes('text/plain')) return;
      if (document.querySelector('dialog[open]')) return;
      event.preventDefault();
      const slot = slotAt(event.target);
      void commands.openFiles(files, ...(slot === null ? [] : [slot]));
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, [commands]);
}
