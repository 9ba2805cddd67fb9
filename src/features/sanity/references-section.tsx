import {
  canHalve,
  checkReferences,
  HALVINGS,
  type ReferencesCheck,
  spreadOf,
} from '../../app/evidence/check-references.ts';
import { mapsWork } from '../../app/evidence/copies.ts';
import { tasksOf } from '../../app/evidence/tasks.ts';
import { type Result, SLOTS } from '../../app/state.ts';
import { useAppHandle } from '../../ui/app-context.ts';
import { MapImage } from '../../ui/parts/map-image.tsx';
import { SourceLine } from '../../ui/parts/source-line.tsx';
import { showNumber } from '../../ui/result/show-number.ts';
import { CheckSection } from './check-section.tsx';

/** How much does a contrast depend on which the other images are? */
export function ReferencesSection({ result }: { readonly result: Result }) {
  const { services } = useAppHandle();
  if (!canHalve(result)) return null;
  return (
    <CheckSection
      id="references"
      title="Halve the other images"
      result={result}
      task={tasksOf(services).references}
      work={mapsWork('halves', result, 2 * HALVINGS)}
      doing="Explaining with halves"
      run={(running) => checkReferences(services, result, running)}
      report={(check, complete) => check.halves.length > 0 && <Report check={check} complete={complete} />}
    >
      Both maps are made again with one half of the other images, and with the other half, halved in{' '}
      {HALVINGS} seeded ways. The closer the maps stay to that of all of them, the less they depend on which
      the others happen to be.
    </CheckSection>
  );
}

function Report({ check, complete }: { readonly check: ReferencesCheck; readonly complete: boolean }) {
  const spread = complete ? spreadOf(check) : null;
  const text = (value: number | null) => (value === null ? 'undefined' : showNumber(value, 3));
  return (
    <>
      {spread && (
        <p role="status">
          {`Over ${check.halves.length} halves the maps correlate ${text(spread.mean)} with those of all other images on average, ${text(spread.least)} at the least.`}
        </p>
      )}
      <SourceLine result={check.result} what="Checked" />
      <div className="tile-row">
        {check.halves.map(({ count, directions }, index) => {
          const title = `Halving ${Math.floor(index / 2) + 1}, ${index % 2 === 0 ? 'one' : 'the other'} half`;
          return (
            <figure className="tile-pair" key={title}>
              <figcaption>{title}</figcaption>
              <div className="tiles">
                {SLOTS.map((slot, i) => (
                  <div key={slot}>
                    <MapImage
                      className="map-tile"
                      map={directions[i]!.map}
                      label={`Map of image ${slot.toUpperCase()}, ${title}`}
                    />
                    <p className="number">{`${slot.toUpperCase()} r ${text(directions[i]!.correlation)}`}</p>
                  </div>
                ))}
              </div>
              <p className="quiet number">{`${count} other images`}</p>
            </figure>
          );
        })}
      </div>
    </>
  );
}
