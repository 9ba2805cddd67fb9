import { useState } from 'react';
import { useStore } from 'zustand';
import { onEngine } from '../../app/engine-task.ts';
import { copiesWork } from '../../app/evidence/copies.ts';
import { tasksOf } from '../../app/evidence/tasks.ts';
import { partnersTried, testMap } from '../../app/evidence/test-map.ts';
import { copiesNeeded, THOROUGHNESS, type ThoroughnessId } from '../../app/evidence/thoroughness.ts';
import { soFar } from '../../app/task.ts';
import { ACTIVITY } from '../../core/activity.ts';
import { useApp, useAppHandle } from '../../ui/app-context.ts';
import { RadioField } from '../../ui/controls/radio-field.tsx';
import '../../ui/parts/parts.css';
import '../../ui/parts/evidence.css';
import { TaskRow } from '../../ui/parts/task-row.tsx';
import { explainedWords } from '../../ui/result/result-sentence.ts';
import { TestReport } from './test-report.tsx';

const IDS = Object.keys(THOROUGHNESS) as ThoroughnessId[];

/** Deletion and insertion for the map on screen, against its controls. */
export default function TestPanel() {
  const { services } = useAppHandle();
  const { test: task } = tasksOf(services);
  const state = useStore(task.store);
  const result = useApp((app) => app.result);
  const [effort, setEffort] = useState<ThoroughnessId>('standard');
  if (result === null) return <p>There is no result yet.</p>;
  const { steps, scrambled } = THOROUGHNESS[effort];
  const partners = partnersTried(result).length;
  const value = soFar(state);
  const work = copiesWork(services, result, copiesNeeded(THOROUGHNESS[effort], partners));
  const start = () =>
    void task.start(
      onEngine(services, result.settings, (running) => testMap(services, result, effort, running)),
    );
  return (
    <div className="evidence">
      <div className="evidence-intro">
        <p>
          If the map is right, blurring what it holds most important should cost{' '}
          {result.settings.against === 'none'
            ? 'the similarity'
            : `the objective (${explainedWords(result)})`}{' '}
          most, and showing only that should bring most of it back. So the pixels go, and come, in the map’s
          order, while all other images stay untouched. The same is done in the order of scrambled maps, as
          smooth as this one but in other places, and of {ACTIVITY[result.activity].called}, which never saw
          the other image: a map worth believing does better than both. And it is done with the maps of the
          same images for other partners: one that says why <em>these two</em> are similar does better than
          those.
        </p>
        <RadioField
          label="How thorough"
          value={effort}
          choices={IDS.map((id) => ({ id, label: THOROUGHNESS[id].label }))}
          onChoose={setEffort}
          hint={`${steps} steps, ${scrambled} scrambled maps, ${partners === 0 ? 'no' : partners} other partners: ${copiesNeeded(THOROUGHNESS[effort], partners).toLocaleString('en')} images through the network, on this device.`}
        />
      </div>
      <TaskRow task={task} work={work} action="Test this map" doing="Testing" onStart={start} />
      {value?.measurements.some((measurements) => measurements.length > 0) && (
        <TestReport test={value} complete={state.status === 'done'} running={state.status === 'running'} />
      )}
    </div>
  );
}
