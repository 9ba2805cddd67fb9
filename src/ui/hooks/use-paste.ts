import { useEffect } from 'react';
import { useCommands } from '../app-context.ts';

/** Pasted image files go the way of dropped ones. */
export function usePaste(): void {
  const commands = useCommands();
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      void commands.openFiles(files);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, [commands]);
}
