import { useEffect, useRef, useState } from 'react';
import { copiesOfMethods, copiesWork } from '../../app/evidence/copies.ts';
import { aboutTime } from '../../app/evidence/time-left.ts';
import type { Result } from '../../app/state.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';
import { useApp, useAppHandle } from '../app-context.ts';
import { usePace } from '../hooks/use-estimate.ts';

/** Methods of masked copies, by the copies that they share. */
const FAMILIES = new Map<string, Extract<Method, { kind: 'perturbation' }>[]>();
for (const method of Object.values<Method>(METHODS))
  if (method.kind === 'perturbation')
    FAMILIES.set(method.masks, [...(FAMILIES.get(method.masks) ?? []), method]);

/** Beside the choice of a method: about how long those take that run the network hundreds of times. */
export default function MethodTimes() {
  const result = useApp((state) => state.result);
  return result === null ? null : <Times result={result} />;
}

function Times({ result }: { readonly result: Result }) {
  const { services } = useAppHandle();
  const settings = useApp((state) => state.settings);
  const place = useRef<HTMLParagraphElement>(null);
  const [near, setNear] = useState(false);
  // Nobody's time is spent on it before somebody turns to the field.
  useEffect(() => {
    const field = place.current?.closest('.field');
    const turnTo = () => setNear(true);
    field?.addEventListener('pointerenter', turnTo);
    field?.addEventListener('focusin', turnTo);
    return () => {
      field?.removeEventListener('pointerenter', turnTo);
      field?.removeEventListener('focusin', turnTo);
    };
  }, []);
  const work = (copies: number) =>
    copiesWork(services, result, result.explanations.length * copies, 'masked');
  const { pace, place: where } = usePace(near ? work(1) : null);
  const known = [...FAMILIES.values()].flatMap((methods) => {
    const [{ id }] = methods as [(typeof methods)[number]];
    const copies = copiesOfMethods([id], settings.smooth);
    const time = where === null || !pace.isFresh(result, id) ? null : pace.of(where, work(copies));
    return time === null ? [] : [`${methods.map(({ label }) => label).join(', ')} ${aboutTime(time)}`];
  });
  const words = near ? known.join('; ') : '';
  return (
    <p ref={place} className="hint" hidden={words === ''}>
      {`For these images: ${words}`}
    </p>
  );
}
