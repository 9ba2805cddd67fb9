import { CircleCheck, CircleHelp, CircleX } from 'lucide-react';
import type { ReactNode } from 'react';

export type Tone = 'good' | 'mixed' | 'bad';

interface Props {
  readonly tone: Tone;
  readonly title: string;
  readonly children: ReactNode;
}

const ICONS = { good: CircleCheck, mixed: CircleHelp, bad: CircleX };

/** A verdict: never colour alone, never a bare number. Said aloud when it changes. */
export function VerdictCard({ tone, title, children }: Props) {
  const Icon = ICONS[tone];
  return (
    <div className={`verdict verdict-${tone}`} role="status" aria-label="Verdict">
      <Icon aria-hidden />
      <div>
        <p className="verdict-title">{title}</p>
        {children}
      </div>
    </div>
  );
}
