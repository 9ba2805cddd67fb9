// The panel's export as the Markdown tables of docs/readings.md.
const fixed = (value) => value.toFixed(3).replace('-', '−').replace('−0.000', '0.000');
const ranged = (mean, range) =>
  `${fixed(mean)}${range ? ` [${fixed(range.low)}, ${fixed(range.high)}]` : ''}`;

const TITLES = { cosine: 'Cosine', euclidean: 'Euclidean (units of the distance)' };
const CONTROLS = ['mean-activation', 'random'];

/**
 * Rows of one metric, best first; a row against itself is a dash. A mean stands with its own interval, a lead with the
 * one that holds for the whole table at once: bold where that leaves zero out, and only there.
 */
export function readingsTable({ settings, table }, sameClass) {
  return ['cosine', 'euclidean']
    .map((metric) => {
      const rows = table
        .filter((row) => row.metric === metric && row.sameClass === sameClass)
        .sort((a, b) => b.difference.mean - a.difference.mean)
        .map(({ method, reading, difference, means, against, count }) => {
          const shown = (control) => {
            const found = against.find((one) => one.control === control);
            if (!found) return '– | –';
            const { mean, joint } = found.ahead;
            const text = ranged(mean, joint);
            const clear = joint && (joint.low > 0 || joint.high < 0);
            return `${clear ? `**${text}**` : text} | ${Math.round(found.wins * 100)} %`;
          };
          const name = reading ? `${method}, ${reading}` : method;
          return `| ${name} | ${ranged(difference.mean, difference.interval)} | ${CONTROLS.map(shown).join(' | ')} | ${fixed(means.drop)} | ${count} (${difference.units}) |`;
        });
      if (rows.length === 0) return '';
      return [
        `**${settings.model}, ${TITLES[metric]}, ${sameClass ? 'pairs of one class' : 'pairs of different things'}**`,
        '',
        '| map | insertion − deletion | ahead of mean activation | wins | ahead of random | wins | average drop | pairs (independent) |',
        '|---|---|---|---|---|---|---|---|',
        ...rows,
        '',
      ].join('\n');
    })
    .join('\n');
}
