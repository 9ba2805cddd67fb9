import { useEffect, useMemo, useRef, useState } from 'react';
import type { SetPicture } from '../../app/collection/picture-set.ts';
import type { MapData, Settings } from '../../app/state.ts';
import type { Extent } from '../../core/extent.ts';
import { seenOf } from '../../core/resize/fit.ts';
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
  const [inView, setInView] = useState(false);
  const [size, setSize] = useState<Extent | null>(null);
  const [made, setMade] = useState<{ readonly key: string; readonly map: MapData } | null>(null);
  const [failed, setFailed] = useState<{ readonly key: string; readonly message: string } | null>(null);
  const words = JSON.stringify(change ?? {});
  const stable = useMemo(() => JSON.parse(words) as Partial<Settings>, [words]);
  const key = JSON.stringify([of.id, by.id, settings, words]);

  useEffect(() => {
    if (!frame.current) return;
    const observer = new IntersectionObserver(([entry]) => setInView(entry?.isIntersecting ?? false));
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (!inView || made?.key === key) return;
    const stop = new AbortController();
    gallery.maps.map({ of, by, change: stable }, stop.signal).then(
      (map) => {
        if (map && !stop.signal.aborted) setMade({ key, map });
      },
      (error: unknown) => setFailed({ key, message: error instanceof Error ? error.message : String(error) }),
    );
    return () => stop.abort();
  }, [inView, key, made?.key, of, by, stable, gallery.maps]);

  // Where in the picture the network's input lies.
  const seen = size && seenOf(stable.fit ?? settings.fit, size[1], size[0], stable.size ?? settings.size);
  const share = (part: number, whole: number) => `${(100 * part) / whole}%`;
  const place = size &&
    seen && {
      left: share(seen.x, size[1]),
      top: share(seen.y, size[0]),
      width: share(seen.width, size[1]),
      height: share(seen.height, size[0]),
    };
  const current = made?.key === key ? made.map : null;
  return (
    <div
      className="hit-map"
      ref={frame}
      data-map={current ? 'made' : 'none'}
      // As high as the picture: the map's place is a share of both.
      style={size ? { minHeight: 0 } : undefined}
    >
      <Thumbnail picture={of} onSize={setSize} />
      {current && place && (
        <div className="hit-map-layer" style={place}>
          <MapImage className="hit-map-cells" map={current} size={SMOOTH} label={label} />
        </div>
      )}
      {failed?.key === key && <p className="quiet">{failed.message}</p>}
    </div>
  );
}

/** Pixels that a small map is drawn with. */
const SMOOTH = [112, 112] as const;
