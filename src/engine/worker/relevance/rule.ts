import { AppError } from '../../../core/app-error.ts';
import type { GraphNode, Rule, Step } from '../gradients/rule.ts';

/**
 * One node on the way back of a relevance pass; `dy` is the relevance of its output. Rules are those of
 * docs/spec.md, “Relevance-CAM”: what is divided by nothing is exactly 0.
 */
export interface RelevanceStep extends Step {
  /** Whether an input is a weight or constant of the graph, which takes no relevance. */
  readonly isWeight: (index: number) => boolean;
}

/** The relevance of input `index`, of that input's shape; null where none reaches it. Called inside a `tidy`. */
export type RelevanceRule = (...args: [step: RelevanceStep, index: number]) => ReturnType<Rule>;

/** What a rule throws where there is none. */
export const noRelevance = ({ op }: Pick<GraphNode, 'op'>, why: string): AppError =>
  AppError.saying(
    'no-relevance',
    `Relevance-CAM has no rule for the operator “${op}” ${why}. Choose another method, or a layer behind it.`,
  );
