import * as v from 'valibot';
import type { SourceRectangle } from '../core/resize/fit.ts';
import { formatBox, parseBox, wholeId } from './crop-box.ts';
import { imageOf } from './image-cache.ts';
import { pictureId } from './picture-id.ts';
import { type Picture, PLACES, type Place } from './state.ts';
import type { Kind } from './storage/kind.ts';
import type { Shelf } from './storage/shelf.ts';

/** The bytes of an image of the user's own, under the name of its file. */
export const OWN_IMAGE: Kind<{ readonly name: string }> = {
  id: 'own-image',
  version: 1,
  schemas: { 1: v.object({ name: v.pipe(v.string(), v.maxLength(10_000)) }) },
};

const Token = v.optional(v.pipe(v.string(), v.maxLength(100)));
const Places = v.object({ a: Token, b: Token, c: Token });
const HistoryState = v.object({ own: Places, boxes: v.optional(Places), stretched: Token });

/** What stands in the browser's session history beside an address: random names, which mean something in this tab only. */
export type HistoryState = v.InferOutput<typeof HistoryState>;

/** The pairs that Back and Forward lead to; older ones give their room away. */
const MOST = 8;

interface Stored {
  readonly token: string;
  /** Which of this tab's writes it was. */
  readonly turn: number;
}

/** Images of the user's own in the storage of this tab, so that Reload and Back bring them back. */
export class OwnImages {
  private readonly shelf: Shelf;
  /** By picture id. */
  private readonly stored = new Map<string, Stored>();
  private turn = 0;

  constructor(shelf: Shelf) {
    this.shelf = shelf;
  }

  /** What to put into the session history for these pictures; those that are not stored yet, are from now on. */
  stateOf(pictures: Readonly<Record<Place, Picture | null>>): HistoryState {
    const own: Partial<Record<Place, string>> = {};
    const boxes: Partial<Record<Place, string>> = {};
    let stretched = '';
    for (const place of PLACES) {
      const picture = pictures[place];
      if (picture?.origin.kind !== 'file') continue;
      const stored = this.stored.get(wholeId(picture.id));
      // What was written long ago makes room soon, or has: while it stands on the page it is written again.
      const safe = stored && this.turn - stored.turn < MOST - PLACES.length;
      own[place] = safe ? stored.token : this.keep(picture, stored?.token ?? crypto.randomUUID());
      if (picture.box) boxes[place] = formatBox(picture.box);
      if (picture.stretch) stretched += place;
    }
    return {
      own,
      ...(Object.keys(boxes).length > 0 && { boxes }),
      ...(stretched !== '' && { stretched }),
    };
  }

  /** The files that the session history names, where they are still there. */
  async filesOf(state: unknown): Promise<Partial<Record<Place, File>>> {
    const parsed = v.safeParse(HistoryState, state);
    const files: Partial<Record<Place, File>> = {};
    if (!parsed.success) return files;
    for (const place of PLACES) {
      const token = parsed.output.own[place];
      if (token === undefined) continue;
      const item = await this.shelf.get(OWN_IMAGE, { key: token });
      if (!item?.blob) continue;
      files[place] = new File([item.blob], item.value.name);
      // How many were written after it is not known here.
      this.stored.set(await pictureId(item.blob), { token, turn: Number.NEGATIVE_INFINITY });
    }
    return files;
  }

  /** The boxes that the session history holds, of files: those of samples travel in the address. */
  boxesOf(state: unknown): Partial<Record<Place, SourceRectangle>> {
    const parsed = v.safeParse(HistoryState, state);
    const boxes: Partial<Record<Place, SourceRectangle>> = {};
    if (!parsed.success) return boxes;
    for (const place of PLACES) {
      const box = parseBox(parsed.output.boxes?.[place]);
      if (box) boxes[place] = box;
    }
    return boxes;
  }

  /** Whose values were stretched. */
  stretchedOf(state: unknown): readonly Place[] {
    const parsed = v.safeParse(HistoryState, state);
    const places = parsed.success ? (parsed.output.stretched ?? '') : '';
    return PLACES.filter((place) => places.includes(place));
  }

  private keep(picture: Picture, token: string): string {
    this.turn += 1;
    this.stored.set(wholeId(picture.id), { token, turn: this.turn });
    const { blob } = imageOf(picture.id);
    void this.shelf.put(OWN_IMAGE, { key: token }, { name: picture.name }, blob).then(() => this.makeRoom());
    return token;
  }

  private async makeRoom(): Promise<void> {
    const images = (await this.shelf.list()).filter(({ kind }) => kind === OWN_IMAGE.id);
    const oldest = images.sort((one, other) => other.saved - one.saved).slice(MOST);
    for (const entry of oldest) await entry.remove();
  }
}
