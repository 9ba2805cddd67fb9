import { useStore } from 'zustand';
import { onEngine } from '../../app/engine-task.ts';
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
import { soFar } from '../../app/task.ts';
import { useAppHandle } from '../../ui/app-context.ts';
import { MapImage } from '../../ui/parts/map-image.tsx';
import { SourceLine } from '../../ui/parts/source-line.tsx';
import { TaskRow } from '../../ui/parts/task-row.tsx';
import { showNumber } from '../../ui/result/show-number.ts';

/** How much does a contrast depend on which the other images are? */
export function ReferencesSection({ result }: { readonly result: Result }) {
  const { services } = useAppHandle();
  const { references: task } = tasksOf(services);
  const state = useStore(task.store);
  const value = soFar(state);
  if (!canHalve(result)) return null;
  return (
    <section className="evidence" aria-labelledby="references-title">
      <div>
        <h3 id="references-title">Halve the other images</h3>
        <p className="prose">
          Both maps are made again with one half of the other images, and with the other half, halved in{' '}
          {HALVINGS} seeded ways. The closer the maps stay to that of all of them, the less they depend on
          which the others happen to be.
        </p>
      </div>
      <TaskRow
        task={task}
        work={mapsWork('halves', result, 2 * HALVINGS)}
        action="Halve the other images"
        doing="Explaining with halves"
        onStart={() =>
          void task.start(
            onEngine(services, result.settings, (running) => checkReferences(services, result, running)),
          )
        }
      />
      {value && value.halves.length > 0 && <Report check={value} complete={state.status === 'done'} />}
    </section>
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
