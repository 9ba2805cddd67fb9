import { useEffect, useMemo, useState } from 'react';
import { classOf, type SetPicture } from '../../app/collection/picture-set.ts';
import { useGallery, useGalleryState } from '../../ui/hooks/use-gallery.ts';
import { inTurn } from './in-turn.ts';

export { useGallery, useGalleryState };

/** The classes of the pictures, in order; found anew only where there are other pictures. */
export function useClasses(): readonly string[] {
  const pictures = useGalleryState((state) => state.pictures);
  return useMemo(() => [...new Set(pictures.map(classOf))].filter((name) => name !== '').sort(), [pictures]);
}

/** An address of the picture's own bytes for as long as it is shown; null until they are at hand. */
export function usePictureUrl(picture: SetPicture): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let gone = false;
    let giveUp: () => void = () => undefined;
    picture.blob().then(
      (blob) => {
        if (gone) return;
        // Chromium takes some tenths of a millisecond for each, in which the page stands still.
        giveUp = inTurn(() => {
          made = URL.createObjectURL(blob);
          setUrl(made);
        });
      },
      () => undefined,
    );
    return () => {
      gone = true;
      giveUp();
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [picture]);
  return url;
}
