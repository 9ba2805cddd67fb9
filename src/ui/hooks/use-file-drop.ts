import { type ClipboardEvent, type DragEvent, useState } from 'react';
import { filesOfDrop, filesOfInput } from '../../app/collection/files-of-drop.ts';
import type { FoundFile } from '../../app/collection/found-file.ts';

/** A place that files, and folders of them, are dropped or pasted into; `over`: they hang above it. */
export function useFileDrop(onFiles: (files: readonly FoundFile[]) => void) {
  const [over, setOver] = useState(false);
  const hasFiles = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return false;
    // Said here, so that the window's own drop target leaves these files alone.
    event.preventDefault();
    return true;
  };
  const handlers = {
    onDragOver: (event: DragEvent) => hasFiles(event) && setOver(true),
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      if (hasFiles(event)) void filesOfDrop(event.dataTransfer).then(onFiles);
    },
    onPaste: (event: ClipboardEvent) => {
      const { files } = event.clipboardData;
      if (files.length === 0) return;
      event.preventDefault();
      onFiles(filesOfInput(files));
    },
  };
  return { over, handlers };
}
