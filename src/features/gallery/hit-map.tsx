import { useEffect, useMemo, useRef, useState } from 'react';
import type { SetPicture } from '../../app/collection/picture-set.ts';
import type { MapData, Settings } from '../../app/state.ts';
import { useApp } from '../../ui/app-context.ts';
import { MapImage } from '../../ui/parts/map-image.tsx';
import { Thumbnail } from './thumbnail.tsx';
import { useGallery } from './use-gallery.ts';

interface Props {
  readonly of: SetPicture;
  readonly by: SetPicture;
  readonly label: string;
  readonly change?: Partial<Settings>;
}

/** A picture with its map over it, made as it comes into view and given up when it leaves. */
export function HitMap({ of, by, label, change }: Props) {
  const gallery = useGallery();
  const frame = useRef<HTMLDivElement>(null);
  const settings = useApp((state) => state.settings);
  const [seen, setSeen] = useState(false);
  const [made, setMade] = useState<{ readonly key: string; readonly map: MapData } | null>(null);
  const [failed, setFailed] = useState<{ readonly key: string; readonly message: string } | null>(null);
  const words = JSON.stringify(change ?? {});
  const stable = useMemo(() => JSON.parse(words) as Partial<Settings>, [words]);
  const key = JSON.stringify([of.id, by.id, settings, words]);

  useEffect(() => {
    if (!frame.current) return;
    const observer = new IntersectionObserver(([entry]) => setSeen(entry?.isIntersecting ?? false));
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (!seen || made?.key === key) return;
    const stop = new AbortController();
    gallery.maps.map({ of, by, change: stable }, stop.signal).then(
      (map) => {
        if (map && !stop.signal.aborted) setMade({ key, map });
      },
      (error: unknown) => setFailed({ key, message: error instanceof Error ? error.message : String(error) }),
    );
    return () => stop.abort();
  }, [seen, key, made?.key, of, by, stable, gallery.maps]);

  const current = made?.key === key ? made.map : null;
  return (
    <div className="hit-map" ref={frame} data-fit={settings.fit} data-map={current ? 'made' : 'none'}>
      <Thumbnail picture={of} />
      {current && <MapImage className="hit-map-layer" map={current} size={SMOOTH} label={label} />}
      {failed?.key === key && <p className="quiet">{failed.message}</p>}
    </div>
  );
}

/** Pixels that a small map is drawn with. */
const SMOOTH = [112, 112] as const;
