import type { Extent } from '../../core/extent.ts';
import { awaited, Lru } from '../../core/lru.ts';
import type { FitId } from '../../core/resize/fit.ts';
import type { ImageSource } from '../../engine/client/image-source.ts';
import { pixelKey } from '../pixel-key.ts';
import type { SetPicture } from './picture-set.ts';

/** A pair, and one picture that the next pair may share. */
const KEPT = 3;

/** Decodes on demand; holds the last few pictures, however large the set is. */
export class PicturePreparer {
  private readonly decode: (blob: Blob, size: Extent, fit: FitId) => Promise<Uint8Array>;
  private readonly size: Extent;
  private readonly fit: FitId;
  private readonly kept = new Lru<string, Promise<ImageSource>>(KEPT);

  constructor(
    decode: (blob: Blob, size: Extent, fit: FitId) => Promise<Uint8Array>,
    size: Extent,
    fit: FitId,
  ) {
    this.decode = decode;
    this.size = size;
    this.fit = fit;
  }

  /** @throws what reading or decoding the picture throws. */
  prepare(picture: SetPicture): Promise<ImageSource> {
    const key = pixelKey(picture.id, this.size, this.fit);
    return awaited(this.kept, key, () => this.make(key, picture));
  }

  /** How many pictures are held. */
  get held(): number {
    return this.kept.size;
  }

  private async make(key: string, picture: SetPicture): Promise<ImageSource> {
    const { size, fit } = this;
    const pixels = await this.decode(await picture.blob(), size, fit);
    return { key, size, pixels: () => Promise.resolve(pixels) };
  }
}
