import { useApp } from '../../ui/app-context.ts';
import '../../ui/parts/evidence.css';
import { PartnerSection } from './partner-section.tsx';
import { ReferencesSection } from './references-section.tsx';
import './sanity.css';
import { WeightsSection } from './weights-section.tsx';

/** Two checks that an explanation has to pass before it is worth testing. */
export default function SanityPanel() {
  const result = useApp((state) => state.result);
  if (result === null) return <p>There is no result yet.</p>;
  return (
    <div className="sanity">
      <PartnerSection result={result} />
      <ReferencesSection result={result} />
      <WeightsSection result={result} />
    </div>
  );
}
