import type { SetPicture } from '../../app/collection/picture-set.ts';
import type { Extent } from '../../core/extent.ts';
import { usePictureUrl } from './use-gallery.ts';

interface Props {
  readonly picture: SetPicture;
  /** Told height and width of the picture, pixels, once they are known. */
  readonly onSize?: (size: Extent) => void;
}

/** A picture of the gallery, small. Its name stands beside it, so it has none of its own. */
export function Thumbnail({ picture, onSize }: Props) {
  const url = usePictureUrl(picture);
  return url === null ? (
    <span className="thumbnail" />
  ) : (
    <img
      className="thumbnail"
      src={url}
      alt=""
      loading="lazy"
      decoding="async"
      draggable={false}
      onLoad={({ currentTarget }) => onSize?.([currentTarget.naturalHeight, currentTarget.naturalWidth])}
    />
  );
}
