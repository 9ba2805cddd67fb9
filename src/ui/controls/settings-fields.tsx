import { READINGS } from '../../core/cis/index.ts';
import { extentWords } from '../../core/extent.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';
import { SCOPES } from '../../core/methods/scopes.ts';
import { smoothingBarred, VARIATIONS } from '../../core/methods/smoothing.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { MODELS, modelCard } from '../../core/models/index.ts';
import { useApp, useCommands } from '../app-context.ts';
import { onDemand } from '../loading/on-demand.tsx';
import { NetworkPicker } from '../network/network-picker.tsx';
import { AgainstField } from './against-field.tsx';
import { metricUnused, readingsUnused, scopeBarred } from './availability.ts';
import { FitFields } from './fit-fields.tsx';
import { LayerField } from './layer-field.tsx';
import { RadioField } from './radio-field.tsx';
import { SelectField } from './select-field.tsx';

const MethodTimes = onDemand(() => import('./method-times.tsx'), { waiting: null });

/** Everything that decides the numbers. */
export function SettingsFields() {
  const settings = useApp((state) => state.settings);
  const commands = useCommands();
  const explained = useApp((state) => state.result !== null);
  const method: Method = METHODS[settings.method];
  const card = modelCard(settings.model);
  const { sizes } = card.input;
  return (
    <>
      <SelectField
        label="Model"
        value={settings.model}
        choices={Object.values(MODELS)}
        onChoose={(model) => commands.changeSettings({ model })}
        hint={card.summary}
      >
        <NetworkPicker words="Your network…" />
      </SelectField>
      <LayerField />
      <RadioField
        label="Metric"
        value={settings.metric}
        choices={Object.values(METRICS)}
        onChoose={(metric) => commands.changeSettings({ metric })}
        hint={metricUnused(method)}
      />
      <AgainstField />
      <RadioField
        label="Explain"
        value={settings.scope}
        choices={Object.values(SCOPES).map(({ id, label }) => ({
          id,
          label,
          unavailable: scopeBarred(method, id),
        }))}
        onChoose={(scope) => commands.changeSettings({ scope })}
      />
      <SelectField
        label="Method"
        value={settings.method}
        choices={Object.values(METHODS)}
        onChoose={(id) => commands.changeSettings({ method: id })}
        hint={
          method.kind === 'perturbation'
            ? `Runs the network on ${method.copies * (settings.smooth ? VARIATIONS.length : 1)} masked copies of each image: takes longer.`
            : null
        }
        below={explained && <MethodTimes of="method" />}
      />
      <RadioField
        label="Smoothing"
        value={settings.smooth ? 'on' : 'off'}
        choices={[
          { id: 'off', label: 'Off' },
          { id: 'on', label: 'On', unavailable: smoothingBarred(method) },
        ]}
        onChoose={(id) => commands.changeSettings({ smooth: id === 'on' })}
        hint={
          settings.smooth
            ? 'Mean over 10 copies: mirrored or not; darker, brighter, smaller, larger. Ten times the passes.'
            : null
        }
        below={explained && !settings.smooth && <MethodTimes of="smooth" />}
      />
      <SelectField
        label="CIS"
        value={settings.reading}
        choices={Object.values(READINGS)}
        onChoose={(reading) => commands.changeSettings({ reading })}
        disabled={readingsUnused(method)}
      />
      <div className="field-pair">
        <SelectField
          label="Input size"
          value={settings.size.join('x')}
          choices={sizes.map((size) => ({ id: size.join('x'), label: extentWords(size) }))}
          onChoose={(id) => {
            const size = sizes.find((one) => one.join('x') === id);
            if (size) commands.changeSettings({ size });
          }}
          disabled={sizes.length > 1 ? null : `${card.label} takes one size only.`}
        />
        <FitFields label="Fit" value={settings.fit} onChoose={(fit) => commands.changeSettings({ fit })} />
      </div>
    </>
  );
}
