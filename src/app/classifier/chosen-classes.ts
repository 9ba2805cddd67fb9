import type { ChosenClasses, Result } from '../state.ts';
import type { Store } from '../store.ts';
import type { ClassFigure } from './class-figure.ts';
import type { Head } from './head.ts';
import { classNotes } from './head-words.ts';

type Targets = ChosenClasses['targets'];
const PREDICTED: Targets = [null, null];

/** The classes chosen for a layer; the predicted ones where those of another were chosen, or one that it does not have. */
export function targetsOf(
  chosen: ChosenClasses | null,
  model: ChosenClasses['model'],
  { kind, classifier }: Head,
): Targets {
  if (chosen?.model !== model || chosen.head !== kind) return PREDICTED;
  return chosen.targets.map((target) =>
    target !== null && target < classifier.classes.length ? target : null,
  );
}

export function chooseClasses(
  store: Store,
  model: ChosenClasses['model'],
  { kind }: Head,
  targets: Targets,
): void {
  store.setState({ classes: { targets, model, head: kind, made: null } });
}

/** That maps of them were made, beside this result. */
export function noteClasses(store: Store, result: Result, figure: ClassFigure): void {
  const { model } = result.settings;
  const targets = targetsOf(store.getState().classes, model, figure.head);
  store.setState({
    classes: { targets, model, head: figure.head.kind, made: { result, notes: classNotes(figure) } },
  });
}
