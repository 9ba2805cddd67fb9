/** Which ways there is something to go to. */
export interface Steps {
  readonly undo: boolean;
  readonly redo: boolean;
}

/** What stood there before each of the last changes, and what undoing them took away. */
export class Undo<T> {
  private readonly past: T[] = [];
  private readonly future: T[] = [];
  private readonly depth: number;

  /** @param depth steps back at most. */
  constructor(depth: number) {
    this.depth = depth;
  }

  get steps(): Steps {
    return { undo: this.past.length > 0, redo: this.future.length > 0 };
  }

  /** All that can still come back. */
  get reach(): readonly T[] {
    return [...this.past, ...this.future];
  }

  /** Before a change: what stands there now. What was undone cannot be redone any more. */
  push(now: T): void {
    this.future.length = 0;
    this.past.push(now);
    if (this.past.length > this.depth) this.past.shift();
  }

  /** What stood there before, or undefined; `now` can be redone. */
  undo(now: T): T | undefined {
    return step(this.past, this.future, now);
  }

  /** What the last undo took away, or undefined. */
  redo(now: T): T | undefined {
    return step(this.future, this.past, now);
  }

  clear(): void {
    this.past.length = 0;
    this.future.length = 0;
  }
}

function step<T>(from: T[], to: T[], now: T): T | undefined {
  const found = from.pop();
  if (found !== undefined) to.push(now);
  return found;
}
