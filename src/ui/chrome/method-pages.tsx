import { CLASS_METHODS } from '../../core/classifier/class-methods.ts';
import { CLASS_GUIDES, ELSEWHERE, GUIDES, type Guide, POINT_TO_POINT } from '../../core/methods/guides.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';
import { SMOOTHED_SAYS } from '../../core/methods/smoothing.ts';
import { SMOOTHING } from '../../core/methods/smoothing-facts.ts';
import { Definition } from '../panels/definition.tsx';

/** A page for every method of the registries: formula, one sentence, source, what it cannot say, where it coincides, cost. */
export function MethodPages() {
  return (
    <section aria-labelledby="methods-title">
      <h3 id="methods-title">Methods</h3>
      {Object.values<Method>(METHODS).map((method) => (
        <Page
          key={method.id}
          title={method.label}
          kind={method.kind === 'control' ? 'Control' : 'Map'}
          of={method}
          guide={GUIDES[method.id]}
        />
      ))}
      <Page title={POINT_TO_POINT.label} kind="Map" of={POINT_TO_POINT} guide={POINT_TO_POINT} />
      {Object.values(CLASS_METHODS).map((method) => (
        <Page
          key={method.id}
          title={`${method.label} of a classifier`}
          kind="Map of one image for a class"
          of={method}
          guide={CLASS_GUIDES[method.id]}
        />
      ))}
      <Page
        title={`${SMOOTHING.label}, of any of a pair’s maps`}
        kind="Mean"
        of={SMOOTHING}
        guide={{ cannotSay: SMOOTHED_SAYS, coincides: null, cost: SMOOTHING.cost }}
      />
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

interface PageProps {
  readonly title: string;
  readonly kind: string;
  readonly of: {
    readonly label: string;
    readonly formula: string;
    readonly summary: string;
    readonly source: string | null;
  };
  readonly guide: Guide;
}

function Page({ title, kind, of: { label, formula, summary, source }, guide }: PageProps) {
  return (
    <details className="method-page">
      <summary>{title}</summary>
      <dl className="definitions">
        <Definition kind={kind} label={label} formula={formula} summary={summary} source={source} />
        <Entry name="What it cannot say" text={guide.cannotSay} />
        {guide.coincides !== null && <Entry name="Where it is another map" text={guide.coincides} />}
        <Entry name="Passes, besides the one that embeds the image" text={guide.cost} />
      </dl>
    </details>
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
