import { isOld } from '../../app/question.ts';
import { useApp } from '../app-context.ts';
import { useLasting } from '../hooks/use-lasting.ts';

/** Marks what belongs to a result that is not, or not yet, that of what is chosen now. */
export function PreviousBadge() {
  return useLasting(useApp(isOld)) ? <span className="badge previous">previous result</span> : null;
}
