/**
 * Does one thing at a time, and of what is asked for meanwhile only the newest: stepping through ten layers explains
 * the first and the last, not all ten.
 */
export class Newest<T> {
  private readonly work: (wish: T) => Promise<void>;
  private waiting: { readonly wish: T } | null = null;
  private running = false;
  private rest = Promise.resolve();

  /** @param work begins at once where nothing is being done; whoever waits for it is told of its failure. */
  constructor(work: (wish: T) => Promise<void>) {
    this.work = work;
  }

  get busy(): boolean {
    return this.running;
  }

  /** Whether something newer waits than what is being done. */
  get superseded(): boolean {
    return this.waiting !== null;
  }

  /** Resolves when nothing is left to do. */
  ask(wish: T): Promise<void> {
    this.waiting = { wish };
    if (!this.running) {
      // Said before it begins: the work's first step may itself lead to another wish.
      this.running = true;
      this.rest = this.drain();
    }
    return this.rest;
  }

  /** What waits is not wanted any more. */
  drop(): void {
    this.waiting = null;
  }

  private async drain(): Promise<void> {
    try {
      for (let next = this.waiting; next; next = this.waiting) {
        this.waiting = null;
        await this.work(next.wish);
      }
    } finally {
      this.running = false;
    }
  }
}
