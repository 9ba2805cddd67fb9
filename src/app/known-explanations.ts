import { keepNewest } from '../core/keep-newest.ts';
import { type Explanation, type Picture, type Settings, SLOTS, type Slot } from './state.ts';

/** What some four settings and a click in any direction from each of them lead to; a few dozen kilobytes each. */
const CAPACITY = 64;

/** The pair and everything that decides its numbers. */
export interface Question {
  readonly settings: Settings;
  readonly pictures: Readonly<Record<Slot, Picture>>;
}

/** Explanations found of late, so that going back to one, or to one that was foreseen, costs nothing. */
export class KnownExplanations {
  private readonly known = new Map<string, Explanation>();

  remember(explanation: Explanation): void {
    keepNewest(this.known, identity(explanation), explanation, CAPACITY);
  }

  /** With the pictures as they are called now: equal pixels may have come under another name. */
  recall(question: Question): Explanation | null {
    const found = this.known.get(identity(question));
    return found ? { ...found, pictures: question.pictures } : null;
  }
}

function identity({ settings, pictures }: Question): string {
  const chosen = Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([chosen, SLOTS.map((slot) => pictures[slot].id)]);
}
