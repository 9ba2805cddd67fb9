import { TriangleAlert } from 'lucide-react';
import type { Place } from '../../app/state.ts';
import { imageIn } from '../../app/store.ts';
import { useApp } from '../app-context.ts';

/** What is happening to a slot's file: being read, or why it could not be; the picture there stays. */
export function SlotStatus({ slot }: { readonly slot: Place }) {
  const image = useApp((state) => imageIn(state.images, slot));
  switch (image.status) {
    case 'empty':
    case 'ready':
      return null;
    case 'decoding':
      // Where no picture stands yet, the caption says so.
      if (image.previous === null) return null;
      return (
        <p className="slot-status quiet" role="status">
          Reading {image.name}…
        </p>
      );
    case 'failed':
      return (
        <div className="slot-status alert" role="alert">
          <TriangleAlert aria-hidden />
          <p>
            <strong>{image.name}</strong> could not be used. {image.message}
          </p>
        </div>
      );
  }
}
