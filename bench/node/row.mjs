import { summary } from './statistics.mjs';

/**
 * One line of the report.
 *
 * @typedef {object} Row
 * @property {string} id
 * @property {string} model
 * @property {number} size of the network's square input, pixels
 * @property {string} backend
 * @property {string} unit
 * @property {string} statistic what `value` is of the measured values: `median`, `p95`, `maximum`, `difference`
 * @property {number} value
 * @property {number[]} [spread] both quartiles of the measured values
 * @property {number} [rounds] how many there were
 * @property {string} [note]
 */

/**
 * @param {string} id
 * @param {{ model: string, size: number, backend: string }} where
 * @param {string} unit
 * @param {readonly number[]} values
 * @param {{ note?: string, statistic?: string, value?: number }} [more] a statistic that is not the median, and its value
 * @returns {Row}
 */
export function rowOf(id, { model, size, backend }, unit, values, { note, statistic, value } = {}) {
  const { value: median, spread, rounds } = summary(values);
  return {
    id,
    model,
    size,
    backend,
    unit,
    statistic: statistic ?? 'median',
    value: value ?? median,
    spread,
    rounds,
    ...(note && { note }),
  };
}
