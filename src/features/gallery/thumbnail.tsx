import type { SetPicture } from '../../app/collection/picture-set.ts';
import { usePictureUrl } from './use-gallery.ts';

/** A picture of the gallery, small. Its name stands beside it, so it has none of its own. */
export function Thumbnail({ picture }: { readonly picture: SetPicture }) {
  const url = usePictureUrl(picture);
  return url === null ? (
    <span className="thumbnail" />
  ) : (
    <img className="thumbnail" src={url} alt="" loading="lazy" decoding="async" draggable={false} />
  );
}
