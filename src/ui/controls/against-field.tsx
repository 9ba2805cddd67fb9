import { AGAINST } from '../../app/against/against.ts';
import { againstWords } from '../../app/against/words.ts';
import { isOld } from '../../app/question.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';
import { useApp, useCommands } from '../app-context.ts';
import { onDemand } from '../loading/on-demand.tsx';
import { SelectField } from './select-field.tsx';
import { ThirdImage } from './third-image.tsx';

const CompanyFields = onDemand(() => import('./company-fields.tsx'), { waiting: null });

/** Whom the two images are explained against, besides each other. */
export function AgainstField() {
  const commands = useCommands();
  const { against, method } = useApp((state) => state.settings);
  const { label, uses }: Method = METHODS[method];
  // What the map on screen was held against, not what was chosen since.
  const words = useApp((state) => (state.result && !isOld(state) ? againstWords(state.result) : null));
  const { hint } = AGAINST[against];
  return (
    <>
      <SelectField
        label="Against"
        value={against}
        choices={Object.values(AGAINST)}
        onChoose={(id) => commands.changeSettings({ against: id })}
        hint={
          uses.metric
            ? `${hint}${against === 'references' && words ? ` Now: ${words}.` : ''}`
            : `The objective follows this choice; the map of ${label} does not.`
        }
      />
      {(against === 'references' || against === 'class') && <CompanyFields />}
      {against === 'image' && <ThirdImage />}
    </>
  );
}
