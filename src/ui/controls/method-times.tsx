import { type RefObject, useEffect, useRef, useState } from 'react';
import { copiesOfMethods, copiesWork, smoothingWork } from '../../app/evidence/copies.ts';
import { aboutTime } from '../../app/evidence/time-left.ts';
import type { Result } from '../../app/state.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';
import { smoothingBarred } from '../../core/methods/smoothing.ts';
import { useApp, useAppHandle } from '../app-context.ts';
import { usePace } from '../hooks/use-estimate.ts';

/** Methods of masked copies, by the copies that they share. */
const FAMILIES = new Map<string, Extract<Method, { kind: 'perturbation' }>[]>();
for (const method of Object.values<Method>(METHODS))
  if (method.kind === 'perturbation')
    FAMILIES.set(method.masks, [...(FAMILIES.get(method.masks) ?? []), method]);

interface Props {
  readonly result: Result;
}

/** Beside a choice that takes long, about how long: of a method of masked copies, or of smoothing the map that there is. */
export default function MethodTimes({ of }: { readonly of: 'method' | 'smooth' }) {
  const result = useApp((state) => state.result);
  if (result === null) return null;
  return of === 'method' ? <MaskedTimes result={result} /> : <SmoothedTime result={result} />;
}

function MaskedTimes({ result }: Props) {
  const { services } = useAppHandle();
  const smooth = useApp(({ settings }) => settings.smooth);
  const [place, near] = useNear();
  const work = (copies: number) =>
    copiesWork(services, result, result.explanations.length * copies, 'masked');
  const { pace, place: where } = usePace(near ? work(1) : null);
  const known = [...FAMILIES.values()].flatMap((methods) => {
    const [{ id }] = methods as [(typeof methods)[number]];
    const copies = copiesOfMethods([id], smooth);
    const time = where === null || !pace.isFresh(result, id) ? null : pace.of(where, work(copies));
    return time === null ? [] : [`${methods.map(({ label }) => label).join(', ')} ${aboutTime(time)}`];
  });
  const words = near && known.length > 0 ? `For these images: ${known.join('; ')}` : '';
  return <Words place={place} words={words} />;
}

function SmoothedTime({ result }: Props) {
  const { services } = useAppHandle();
  const [place, near] = useNear();
  const method: Method = METHODS[result.settings.method];
  const meant = near && !result.settings.smooth && smoothingBarred(method) === null;
  const work = meant ? smoothingWork(services, result) : null;
  const { pace, place: where } = usePace(work);
  const time = work && where !== null ? pace.of(where, work) : null;
  return <Words place={place} words={time === null ? '' : `Smoothed, these maps take ${aboutTime(time)}`} />;
}

function Words({ place, words }: { place: RefObject<HTMLParagraphElement | null>; words: string }) {
  return (
    <p ref={place} className="hint" hidden={words === ''}>
      {words}
    </p>
  );
}

/** Whether somebody turned to the field that the paragraph is in: nobody's time is spent on it before. */
function useNear(): [RefObject<HTMLParagraphElement | null>, boolean] {
  const place = useRef<HTMLParagraphElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const field = place.current?.closest('.field');
    const turnTo = () => setNear(true);
    // This part of the page may come later than somebody's hand.
    if (field?.matches(':hover, :focus-within')) turnTo();
    field?.addEventListener('pointerenter', turnTo);
    field?.addEventListener('focusin', turnTo);
    return () => {
      field?.removeEventListener('pointerenter', turnTo);
      field?.removeEventListener('focusin', turnTo);
    };
  }, []);
  return [place, near];
}
