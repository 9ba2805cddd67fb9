/** What the project holds itself to: `[id, backend, model or how the note begins or null for all, comparison, limit]`; the first that fits. */
const TARGETS = [
  ['explain/forward', null, '≤', 1.1],
  ['toggle-p95-ms', 'last layer', '≤', 16],
  ['toggle-p95-ms', '28×28', '≤', 50],
  ['middle-layer/forward', 'wasm', '≤', 3],
  ['middle-layer/forward', 'webgpu', '≤', 2.5],
  ['middle-layer/forward', 'webgl', '≤', 2.5],
  ['plain/ours', null, '≥', 3],
  ['import/ort', 'ViT-tiny', '≤', 1.5],
  ['import/ort', null, '≤', 1],
  ['import-ms', null, '≤', 3000],
  ['cold-ms', null, '≤', 2500],
  ['warm-visit-ms', null, '≤', 1200],
  ['masked/forward', null, '≥', 0.9],
  ['longest-task-ms', null, '≤', 50],
  ['cold-longest-task-ms', null, '≤', 50],
  ['tensors-growth', null, '≤', 0],
];

/** @param {{ id: string, model: string, backend: string, value: number, note?: string }} row */
function verdict(row) {
  const target = TARGETS.find(
    ([id, only]) =>
      id === row.id &&
      (only === null || only === row.backend || only === row.model || row.note?.startsWith(only)),
  );
  if (!target) return '';
  const [, , comparison, limit] = target;
  const met = comparison === '≤' ? row.value <= limit : row.value >= limit;
  return `${comparison} ${limit} ${met ? 'met' : 'MISSED'}`;
}

/** @param {number} value */
export const short = (value) =>
  Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);

/**
 * The rows as a Markdown table.
 * @param {readonly import('./row.mjs').Row[]} rows
 */
export function table(rows) {
  const cells = rows.map((row) => [
    row.id,
    row.model,
    String(row.size),
    row.backend,
    `${short(row.value)} ${row.unit === 'ratio' ? '' : row.unit}`.trim(),
    row.statistic,
    row.spread && row.rounds > 1 ? `${short(row.spread[0])} – ${short(row.spread[1])}` : '',
    verdict(row),
    row.note ?? '',
  ]);
  const head = ['id', 'model', 'size', 'backend', 'value', 'statistic', 'quartiles', 'target', 'note'];
  const widths = head.map((title, i) => Math.max(title.length, ...cells.map((line) => line[i].length)));
  const line = (parts) => `| ${parts.map((part, i) => part.padEnd(widths[i])).join(' | ')} |`;
  return [line(head), line(widths.map((w) => '-'.repeat(w))), ...cells.map(line)].join('\n');
}
