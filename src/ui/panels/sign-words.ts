import type { Method } from '../../core/methods/method.ts';
import type { SignAgreement } from '../../core/sign-agreement.ts';

/** What silencing the cells of one image does, and how far the signs of its map are those of that. */
export function signWords(
  { falls, rises, neither, compared, agree }: SignAgreement,
  { id, label }: Pick<Method, 'id' | 'label'>,
  score: string,
): string {
  const cells = falls + rises + neither;
  const rest = neither > 0 ? `, and does neither for ${neither}` : '';
  const what = `Setting one of the ${cells} cells to zero and pooling again, ${score} falls for ${falls} and rises for ${rises}${rest}.`;
  // Silencing against itself would only say that it is itself.
  if (id === 'silencing' || compared === 0) return what;
  return `${what} The sign of ${label} is that of the effect in ${agree} of ${compared} (${Math.round((100 * agree) / compared)} %).`;
}
