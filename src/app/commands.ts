import type { SourceRectangle } from '../core/resize/fit.ts';
import type { FoundFile } from './collection/found-file.ts';
import type { Groups } from './commands/settings.ts';
import type { ExportId } from './exports.ts';
import type { DialogId, Display, Place, Settings, Slot, View } from './state.ts';

/**
 * Everything a user can do to the pair, its explanation and the way it is shown; nothing else changes them.
 * Panels with work of their own (tests, what-if, sets of pairs) run it beside, on the engine they are lent
 * (services.ts).
 */
export interface Commands {
  /** Reads the address, loads the sample pair or the one the link names, and explains it. */
  start(): Promise<void>;
  /** One file into a slot; errors stand in the slot and the pair on screen stays. */
  openFile(slot: Place, file: Blob & { readonly name?: string }): Promise<void>;
  /** Dropped or pasted files: two → A and B, one → the given slot, else the first empty one, else A. */
  openFiles(files: readonly File[], slot?: Slot): Promise<void>;
  /** What a dropped folder holds: its first two pictures, in the order of their paths. */
  openFolder(found: readonly FoundFile[], slot?: Slot): Promise<void>;
  /** A link dragged from somewhere: a sample is opened, any other is explained, as no site is asked for anything. */
  openLink(url: string, slot?: Slot): void;
  /** Files of an own network, or none: its dialog opens. */
  openNetwork(files: readonly File[]): void;
  openSample(slot: Place, id: string): Promise<void>;
  openPair(pair: string): Promise<void>;
  /** What the network sees of an image: a part of its file, pixels, or null for all of it. */
  cropImage(slot: Place, box: SourceRectangle | null): Promise<void>;
  /** Makes the darkest and the lightest value of an image of 16 bits black and white, or takes that back. */
  stretchImage(slot: Place, on: boolean): Promise<void>;
  swap(): void;
  undo(): void;
  /** Takes the last undo back. */
  redo(): void;
  changeSettings(change: Partial<Settings>): void;
  /** Explains the pair against these images, or by these examples. */
  compareWith(groups: Groups): void;
  /** The same with vectors that were made elsewhere; what is wrong with the file is told. */
  compareWithVectors(file: File): Promise<void>;
  /** Whether feature maps that end no block are offered as layers too. */
  offerEveryLayer(every: boolean): void;
  /** +1: towards the output, −1: towards the input. */
  stepLayer(by: 1 | -1): void;
  /** Again after a failure; also restarts a crashed engine. */
  retry(): void;
  cancel(): void;
  changeDisplay(change: Partial<Display>): void;
  changeView(change: Partial<View>): void;
  /** u, v in 0–1 of what the network saw; null: the pointer left. */
  probe(slot: Slot, point: { readonly u: number; readonly v: number } | null, pin?: boolean): void;
  setTheme(theme: 'system' | 'light' | 'dark'): void;
  /** null: closes whichever is open. */
  /** The panel under the stage; null closes it. */
  openPanel(id: string | null): void;
  openDialog(dialog: DialogId | null): void;
  dismissNotice(): void;
  /** Saves the result on screen as a file; never rejects, what went wrong is told. */
  exportResult(id: ExportId): Promise<void>;
  copyLink(): Promise<void>;
  /** Removes all that is stored of the user's, and begins the page anew. */
  forgetEverything(): Promise<void>;
}
