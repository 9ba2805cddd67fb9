import { ImageDown } from 'lucide-react';
import type { DragState } from '../hooks/use-window-drop.ts';

/** Says what a drop will do while files are dragged over the window. */
export function DropOverlay({ drag }: { readonly drag: DragState }) {
  if (drag === null) return null;
  return (
    <div className="drop-overlay" role="status">
      <p>
        <ImageDown aria-hidden />
        {drag.over === null
          ? 'Drop two images to compare them, or one to replace an image'
          : `Drop to replace image ${drag.over.toUpperCase()}, or drop two images to compare them`}
      </p>
    </div>
  );
}
