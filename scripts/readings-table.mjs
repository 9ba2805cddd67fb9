// The panel's export as the Markdown tables of docs/readings.md.
const fixed = (value) => value.toFixed(3).replace('-', '−').replace('−0.000', '0.000');
const interval = ({ mean, low, high }) => `${fixed(mean)} [${fixed(low)}, ${fixed(high)}]`;

const TITLES = { cosine: 'Cosine', euclidean: 'Euclidean (units of the distance)' };

/** Rows of one metric, best first; a row against itself is a dash. */
export function readingsTable({ settings, table }) {
  return ['cosine', 'euclidean']
    .map((metric) => {
      const rows = table
        .filter((row) => row.metric === metric)
        .sort((a, b) => b.difference.mean - a.difference.mean)
        .map(({ method, reading, difference, means, against, count }) => {
          const against_ = (control) => against.find((one) => one.control === control);
          const shown = (control) => {
            const found = against_(control);
            return found ? `${interval(found.ahead)} | ${Math.round(found.wins * 100)} %` : '– | –';
          };
          const name = reading ? `${method}, ${reading}` : method;
          return `| ${name} | ${interval(difference)} | ${shown('mean-activation')} | ${shown('random')} | ${fixed(means.drop)} | ${count} |`;
        });
      return [
        `**${settings.model}, ${TITLES[metric]}**`,
        '',
        '| map | insertion − deletion | ahead of mean activation | wins | ahead of random | wins | average drop | pairs |',
        '|---|---|---|---|---|---|---|---|',
        ...rows,
        '',
      ].join('\n');
    })
    .join('\n');
}
