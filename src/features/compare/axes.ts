import { reconcile } from '../../app/settings.ts';
import type { Settings } from '../../app/state.ts';
import { READINGS } from '../../core/cis/index.ts';
import { METHODS } from '../../core/methods/index.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { layerShape, modelCard } from '../../core/models/index.ts';

export type AxisId = 'method' | 'layer' | 'reading' | 'metric';

/** One thing to put in the grid. */
export interface Member {
  readonly id: string;
  readonly label: string;
  /** Takes many forward passes. */
  readonly slow: boolean;
  /** The settings of the result compared with, but for this member; reconciled as a choice by hand would be. */
  readonly settings: Settings;
}

/** Along what a pair's maps can be compared, with all members in the order the page offers them. */
export interface Axis {
  readonly id: AxisId;
  readonly label: string;
  /** Why there is nothing to compare with these settings, in words; null where there is. */
  readonly unavailable: (settings: Settings) => string | null;
  members(settings: Settings): readonly Member[];
  /** Ids ticked at first. */
  start(settings: Settings): readonly string[];
}

const member = (settings: Settings, id: string, label: string, change: Partial<Settings>): Member => {
  const { settings: next } = reconcile(settings, change);
  return { id, label, slow: METHODS[next.method].kind === 'perturbation', settings: next };
};

/** Every axis. */
export const AXES: Readonly<Record<AxisId, Axis>> = {
  method: {
    id: 'method',
    label: 'Methods',
    unavailable: () => null,
    members: (settings) =>
      Object.values(METHODS).map(({ id, label }) => member(settings, id, label, { method: id })),
    start: () => ['sfam', 'decomposition', 'grad-cam', 'layer-cam', 'eigen-cam', 'mean-activation'],
  },
  layer: {
    id: 'layer',
    label: 'Layers',
    unavailable: () => null,
    members: (settings) =>
      modelCard(settings.model)
        .layers.filter(({ block }) => block)
        .map((card) =>
          member(settings, card.node, `${card.label}, ${layerShape(card, settings.size).join('×')}`, {
            layer: card.node,
          }),
        ),
    start: ({ model, layer }) => {
      const nodes = modelCard(model)
        .layers.filter(({ block }) => block)
        .map(({ node }) => node);
      // The whole depth in a few steps, with the layer on screen among them.
      const spread = [0.25, 0.5, 0.75, 1].map((t) => nodes[Math.round(t * (nodes.length - 1))]!);
      return [...new Set([...spread, layer])];
    },
  },
  reading: {
    id: 'reading',
    label: 'Readings',
    unavailable: ({ method }) =>
      METHODS[method].uses.reading ? null : `${METHODS[method].label} has no readings of CIS to choose from.`,
    members: (settings) =>
      Object.values(READINGS).map(({ id, label }) => member(settings, id, label, { reading: id })),
    start: () => Object.keys(READINGS),
  },
  metric: {
    id: 'metric',
    label: 'Metrics',
    unavailable: ({ method }) =>
      METHODS[method].uses.metric ? null : `The map of ${METHODS[method].label} depends on no metric.`,
    members: (settings) =>
      Object.values(METRICS).map(({ id, label }) => member(settings, id, label, { metric: id })),
    start: () => Object.keys(METRICS),
  },
};
