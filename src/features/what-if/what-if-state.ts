import type { Score, Slot } from '../../app/state.ts';
import type { FillId } from './fill.ts';

export type ToolId = 'brush' | 'box';

export interface WhatIfOptions {
  readonly tool: ToolId;
  readonly fill: FillId;
  /** Diameter of the brush, as a share of the picture's shorter side. */
  readonly brush: number;
  /** Share of the pixels that “top” means, 0–1. */
  readonly top: number;
}

/** What can be seen of the panel. The pixels themselves are asked of {@link WhatIf}. */
export interface WhatIfState {
  readonly options: WhatIfOptions;
  /** Raised whenever a picture looks different; 0: there is none. */
  readonly versions: Readonly<Record<Slot, number>>;
  /** Share of each picture that is gone, a box being moved included. */
  readonly shares: Readonly<Record<Slot, number>>;
  readonly undoable: boolean;
  /** Of the untouched pictures, as the result on screen has it. */
  readonly before: Score | null;
  readonly after: Score | null;
  /** A picture is in the network. */
  readonly busy: boolean;
  /** Raised when the numbers stand still after a change. */
  readonly settled: number;
  /** Why there are no numbers. */
  readonly problem: string | null;
}
