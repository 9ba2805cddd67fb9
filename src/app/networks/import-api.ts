import type { NetworkCard } from '../../graph/card.ts';
import type { Finding } from '../../graph/inspect.ts';
import type { Choices } from '../../graph/plan.ts';

export interface ReadProgress {
  readonly loaded: number;
  readonly total: number;
}

/** A network as the engine takes it. */
export interface PreparedNetwork {
  readonly card: NetworkCard;
  /** tfjs graph-model JSON with the list of its weights. */
  readonly topology: object;
  readonly weights: ArrayBuffer;
}

/** What the import worker offers: it holds the bytes of one network and is ended with it. Rejections are AppErrors. */
export interface ImportApi {
  /**
   * Reads the files, whole, and says what they are.
   *
   * @param guarded the page is under the site's policy: a worker that is not refuses before it takes a byte.
   */
  open(
    files: readonly File[],
    progress: ((p: ReadProgress) => void) | null,
    guarded: boolean,
  ): Promise<Finding>;
  /** The same files with other choices. */
  look(choices: Choices): Promise<Finding>;
  prepare(choices: Choices): Promise<PreparedNetwork>;
}
