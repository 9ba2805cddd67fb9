import { ELSEWHERE, GUIDES } from '../../core/methods/guides.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';
import { SMOOTHED_SAYS } from '../../core/methods/smoothing.ts';
import { SMOOTHING } from '../../core/methods/smoothing-facts.ts';
import { Definition } from '../panels/definition.tsx';

/** A page for every method of the registry: formula, one sentence, source, what it cannot say, where it coincides, cost. */
export function MethodPages() {
  return (
    <section aria-labelledby="methods-title">
      <h3 id="methods-title">Methods</h3>
      {Object.values<Method>(METHODS).map(({ id, label, formula, summary, source, kind }) => {
        const { cannotSay, coincides, cost } = GUIDES[id];
        return (
          <details key={id} className="method-page">
            <summary>{label}</summary>
            <dl className="definitions">
              <Definition
                kind={kind === 'control' ? 'Control' : 'Map'}
                label={label}
                formula={formula}
                summary={summary}
                source={source}
              />
              <Entry name="What it cannot say" text={cannotSay} />
              {coincides !== null && <Entry name="Where it is another map" text={coincides} />}
              <Entry name="Passes, besides the one that embeds the image" text={cost} />
            </dl>
          </details>
        );
      })}
      <details className="method-page">
        <summary>{SMOOTHING.label}, of any of them</summary>
        <dl className="definitions">
          <Definition kind="Mean" {...SMOOTHING} />
          <Entry name="What it cannot say" text={SMOOTHED_SAYS} />
          <Entry
            name="Passes"
            text="Six times those of the method. Controls and methods of masked copies are left as they are."
          />
        </dl>
      </details>
      <details className="method-page">
        <summary>Methods of pytorch-grad-cam under other names</summary>
        <ul>
          {ELSEWHERE.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function Entry({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div className="definition">
      <dt>{name}</dt>
      <dd>
        <p>{text}</p>
      </dd>
    </div>
  );
}
