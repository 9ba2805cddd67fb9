import type { ComponentType } from 'react';

/** A panel under the stage: loaded when it is first opened, so that the page itself stays light. */
export interface Feature {
  readonly id: string;
  readonly label: string;
  /** One line on what question it answers. */
  readonly question: string;
  readonly Content: ComponentType;
}
