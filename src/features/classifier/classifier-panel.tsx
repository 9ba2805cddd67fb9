import { useApp } from '../../ui/app-context.ts';
import { HeadSection } from './head-section.tsx';
import { MapsSection } from './maps-section.tsx';
import { ProbeSection } from './probe-section.tsx';
import { useHeads } from './use-classifier.ts';
import './classifier.css';
import '../../ui/parts/parts.css';

/** CAM, Grad-CAM and Relevance-CAM of a class, beside SFAM of the pair. */
export default function ClassifierPanel() {
  const result = useApp((state) => state.result);
  const chosen = useApp((state) => state.settings.model);
  const model = result?.settings.model ?? chosen;
  const { head } = useHeads(model);
  return (
    <div className="classifier">
      <HeadSection model={model} />
      {result && head && <MapsSection key={result.settings.model} result={result} head={head} />}
      <details open={head === null}>
        <summary>Fit a classifier to classes of your own</summary>
        <ProbeSection model={chosen} />
      </details>
    </div>
  );
}
