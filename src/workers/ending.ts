/**
 * Something that may end while calls wait for it: a worker, a graphics device.
 *
 * Not a promise to race against: one that is pending for as long as the thing lives holds the result of every race
 * that it ever took part in.
 */
export class Ending {
  private first: Error | null = null;
  private readonly waiting = new Set<(reason: Error) => void>();

  /** null while it lives. */
  get reason(): Error | null {
    return this.first;
  }

  /** How many calls wait. */
  get pending(): number {
    return this.waiting.size;
  }

  /** The first reason counts. */
  end(reason: Error): void {
    this.first ??= reason;
    for (const reject of this.waiting) reject(this.first);
    this.waiting.clear();
  }

  /** What the work gives, unless the end comes first or came before: then its reason is thrown. */
  before<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.first) reject(this.first);
      else this.waiting.add(reject);
      // When the end comes first, what the work says after that is of no interest.
      void work.then(resolve, reject).finally(() => this.waiting.delete(reject));
    });
  }
}
