import { useApp } from '../app-context.ts';

/** Says how much of a map hangs on divisions by nearly nothing, where there are any. */
export function UnstableNote() {
  const words = useApp(({ result }) =>
    (result?.explanations ?? [])
      .map(({ unstable }, i) => (unstable > 0 ? `${['A', 'B', 'C'][i]}: ${unstable}` : ''))
      .filter((one) => one !== '')
      .join(', '),
  );
  if (words === '') return null;
  return (
    <p className="quiet">
      Unstable: gradients whose factor divides by less than 0.01 ({words}). Each of them can decide the map by
      rounding alone.
    </p>
  );
}
