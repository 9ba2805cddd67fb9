import { useApp } from '../../ui/app-context.ts';
import '../../ui/parts/parts.css';
import { AgainstSection } from './against-section.tsx';
import { ApartSection } from './apart-section.tsx';

/** What is below zero in this result, and all that the two do not share. */
export default function DifferentPanel() {
  const result = useApp((state) => state.result);
  if (result === null) return <p>There is no result yet.</p>;
  return (
    <div className="closer">
      <AgainstSection result={result} />
      <ApartSection result={result} />
    </div>
  );
}
