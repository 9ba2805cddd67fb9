import type { Display, Settings, Slot, View } from './state.ts';

/** Everything a person can make the app do. The ui calls these and nothing else. */
export interface Commands {
  /** Reads the address, loads the sample pair or the one the link names, and explains it. */
  start(): Promise<void>;
  /** One file into a slot; errors stand in the slot and the pair on screen stays. */
  openFile(slot: Slot, file: Blob & { readonly name?: string }): Promise<void>;
  /** Dropped or pasted files: two → A and B, one → the given slot, else the first empty one, else A. */
  openFiles(files: readonly File[], slot?: Slot): Promise<void>;
  openSample(slot: Slot, id: string): Promise<void>;
  openPair(pair: string): Promise<void>;
  swap(): void;
  undo(): void;
  changeSettings(change: Partial<Settings>): void;
  changeDisplay(change: Partial<Display>): void;
  changeView(change: Partial<View>): void;
  /** +1: towards the output, −1: towards the input. */
  stepLayer(by: 1 | -1): void;
  /** Again after a failure; also restarts a crashed engine. */
  retry(): void;
  cancel(): void;
  /** u, v in 0–1 of what the network saw; null: the pointer left. */
  probe(slot: Slot, point: { readonly u: number; readonly v: number } | null, pin?: boolean): void;
  exportData(): Promise<void>;
  exportFigure(): Promise<void>;
  /** One HTML file with images, maps, numbers and settings, readable offline. */
  exportReport(): Promise<void>;
  copyLink(): Promise<void>;
  openPanel(id: string | null): void;
  setTheme(theme: 'system' | 'light' | 'dark'): void;
}
