import { expect } from '@playwright/test';
import type { Settings } from '../../src/app/state.ts';
import { parseUrl } from '../../src/app/url-state.ts';
import { METHODS } from '../../src/core/methods/index.ts';
import { chosenSettings } from './chosen-settings.ts';
import { expectedLabels } from './expected-labels.ts';
import type { PageFacts } from './page-facts.ts';

/** Everything that must hold whatever was done, and what was seen so far, which must not be contradicted. */
export class Ledger {
  private readonly backend: Settings['backend'];
  /** What the page said of each result; a later word must be the same. */
  private said = new Map<string, unknown>();
  /** The score of each pair and settings; the same must come out whenever they come again. */
  private readonly scores = new Map<string, number>();

  constructor(backend: Settings['backend']) {
    this.backend = backend;
  }

  /** The page was loaded again: results are counted from the start. */
  reloaded(): void {
    this.said = new Map();
  }

  /** @throws what is wrong with the page, by expect. */
  check(facts: PageFacts): void {
    expect(facts.job, facts.alerts.join()).not.toBe('failed');
    expect(facts.alerts).toEqual([]);
    expect(facts.backend).toBe(this.backend);
    for (const number of [facts.similarity, facts.distance]) expect(number).toMatch(/^-?\d+(\.\d+)?$/);
    expect(facts.painted, 'canvases with a drawing on them').toEqual([true, true]);
    expect(facts.pictures).toHaveLength(2);

    // Labels belong to the map on screen: they do not change while it stays.
    const { similarity, distance, scoreLabel, line, card } = facts;
    const now = { similarity, distance, scoreLabel, line, card };
    expect(now, `labels of result ${facts.result}`).toEqual(this.said.get(facts.result) ?? now);
    this.said.set(facts.result, now);

    const settings = chosenSettings(facts, this.backend);
    expect(parseUrl(facts.search).settings, 'the address and the controls').toMatchObject({ ...settings });
    if (['running', 'idle'].includes(facts.job))
      expect(facts.previous, 'a score that is not of what is chosen is marked').toBe(true);
    if (facts.job === 'done') this.checkDone(facts, settings);
  }

  /** No stale result: done means that labels, controls and address say the same. */
  private checkDone(facts: PageFacts, settings: Settings): void {
    expect(facts.previous, 'a current score is not marked as previous').toBe(false);
    const { scoreLabel, line, card, controls, words, compare } = facts;
    expect({ scoreLabel, line, card }).toEqual(expectedLabels(settings));
    // The text alternatives follow what is drawn: map, control, or the evidence for a point.
    const { label } = METHODS[settings.method];
    const control = 'Control: mean activation';
    const drawn = controls.Show === 'control' ? control : label;
    // In turn, one or the other.
    const leads = (compare === 'blink-control' ? [label, control] : [drawn]).map((name) => `${name}, `);
    for (const text of words)
      expect(text).toMatch(new RegExp(`^(${leads.join('|')}|What the point in [AB] shares )`));
    const { model, size, fit, metric, scope, layer } = settings;
    const pair = [...facts.pictures].sort().join(' | ');
    const key = [pair, model, size, fit, metric, scope, scope === 'layer' ? layer : ''].join('\n');
    const score = Number(facts.similarity);
    const known = this.scores.get(key) ?? score;
    expect(Math.abs(score - known), `score ${score}, before ${known}, of\n${key}`).toBeLessThanOrEqual(
      1e-5 * Math.max(1, Math.abs(known)),
    );
    this.scores.set(key, known);
  }
}
