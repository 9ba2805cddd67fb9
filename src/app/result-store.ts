import { Lru } from '../core/lru.ts';
import { type Question, questionsOf } from './against/partners.ts';
import type { PageQuestion } from './question.ts';
import { type Cost, resultOf } from './result.ts';
import type { Explanation, Result, Settings } from './state.ts';

/** Maps of one image each, a few dozen kilobytes: of some six settings and a click in any direction from each. */
const CAPACITY = 256;

interface Known {
  readonly explanation: Explanation;
  readonly cost: Cost;
}

/**
 * Explanations found of late, one image against its partners each, so that going back to one, or to one that was
 * made ahead, costs nothing; two images that change places find theirs again.
 */
export class ResultStore {
  private readonly known = new Lru<string, Known>(CAPACITY);

  remember({ explanations, cost }: Result): void {
    for (const explanation of explanations) {
      const question = { of: explanation.of, against: explanation.against };
      this.known.set(identity(question, explanation.settings), { explanation, cost });
    }
  }

  /** One image's, with the pictures as they are called now: equal pixels may have come under another name. */
  recallOne(question: Question, settings: Settings): Explanation | null {
    const found = this.known.get(identity(question, settings))?.explanation;
    if (!found) return null;
    const against = question.against.map((partner, i) => ({
      ...partner,
      vectors: found.against[i]!.vectors,
    }));
    return { ...found, settings, of: question.of, against };
  }

  /** All that the page shows under these settings, or null where a part of it is not known, or not of one engine. */
  recall(page: PageQuestion): Result | null {
    const questions = questionsOf(page.settings, page);
    const found = questions.map((question) => this.recallOne(question, page.settings));
    const [first] = found;
    if (!first || !found.every((one) => one !== null && one.engine === first.engine)) return null;
    const { cost } = this.known.get(identity(questions[0]!, page.settings))!;
    return resultOf(0, found as readonly Explanation[], cost);
  }
}

/** Settings that decide nothing but the partners. */
const COMPANY: readonly (keyof Settings)[] = ['against', 'references', 'examples', 'counters'];

/** Whom it is against stands in the partners, whatever the choice was called that led to them. */
function identity({ of, against }: Question, settings: Settings): string {
  const counted = (Object.keys(settings) as (keyof Settings)[]).filter((name) => !COMPANY.includes(name));
  return JSON.stringify([
    counted.sort().map((name) => settings[name]),
    of.id,
    against.map(({ id, weight }) => [id, weight]),
  ]);
}
