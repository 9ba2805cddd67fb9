// The Markdown tables of docs/readings.md, from the numbers beside it (docs/readings.json, pair by pair).
//
//   node scripts/readings-table.mjs                                 prints the tables
//   node scripts/readings-table.mjs --from test-results/readings    first writes what was measured to docs/readings.json
//        --from DIR --masked test-results/readings                  and docs/readings-masked.json
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { MASKED_ROWS, maskedNumbers, opening, pairNumbers, SCORES, table } from './readings/estimates.mjs';
import { CONTROLS } from './readings/recipes.mjs';

const KEPT = new URL('../docs/readings.json', import.meta.url);
const METRICS = ['cosine', 'euclidean'];
const MODELS = ['objects', 'faces'];
const KEPT_MASKED = new URL('../docs/readings-masked.json', import.meta.url);
const TITLES = {
  cosine: { plain: 'watched by the cosine', contrast: 'watched by the contrast score' },
  euclidean: {
    plain: 'Euclidean, watched by the similarity −|x − y|',
    contrast: 'Euclidean, watched by the contrast score',
  },
};
const HEADS = {
  'mean-activation': 'mean activation',
  'feature-norm': 'feature norm',
  random: 'noise',
  scrambled: 'scrambled maps',
  others: 'its maps for other partners',
};

const fixed = (value) => value.toFixed(3).replace('-', '−').replace('−0.000', '0.000');
const ranged = (mean, range) =>
  `${fixed(mean)}${range ? ` [${fixed(range.low)}, ${fixed(range.high)}]` : ''}`;
/** As shown: an end of 0.000 is not clear of zero. */
const isAhead = (range) => range && Number(range.low.toFixed(3)) > 0;
const isClear = (range) => isAhead(range) || (range && Number(range.high.toFixed(3)) < 0);
/** `sfam:gradient|references` as a reader has it. */
function nameOf(row) {
  const [map, against] = row.split('|');
  const name = map.replace('sfam:', 'SFAM ');
  return against === 'references' ? `${name}, in contrast` : name;
}

/** The tables of one network. A lead is bold where the interval that holds for the whole table at once leaves zero out. */
export function tablesOf(model, pairs, metric = 'cosine') {
  return SCORES.map((score) => {
    const rows = table(pairs, score);
    const lead = ({ ahead }, over) => {
      const found = ahead[over];
      if (!found) return '–';
      const text = ranged(found.mean, found.joint);
      return isClear(found.joint) ? `**${text}**` : text;
    };
    const columns = [...CONTROLS, 'others'];
    const both = pairs.filter(({ directions }) => directions === 2).length;
    return [
      `**${model}, ${TITLES[metric][score]}** (${pairs.length} pairs, ${both} of them in both directions; ${rows[0].own.units} independent units)`,
      '',
      `| map | insertion − deletion | ${columns.map((one) => `ahead of ${HEADS[one]}`).join(' | ')} |`,
      `|---|---|${columns.map(() => '---|').join('')}`,
      ...rows.map(
        (row) =>
          `| ${row.names.map(nameOf).join('; ')} | ${ranged(row.own.mean, row.own.interval)} | ${columns.map((one) => lead(row, one)).join(' | ')} |`,
      ),
      '',
    ].join('\n');
  }).join('\n');
}

/** The tables of maps of masked copies, of as many pairs as were measured. */
export function maskedTables(model, pairs) {
  return SCORES.map((score) => {
    const rows = table(pairs, score, MASKED_ROWS);
    const cells = ({ ahead }) =>
      CONTROLS.map((over) => {
        const found = ahead[over];
        if (!found) return '–';
        const text = ranged(found.mean, found.joint);
        return isClear(found.joint) ? `**${text}**` : text;
      }).join(' | ');
    return [
      `**${model}, masked copies, ${TITLES.cosine[score]}** (${pairs.length} pairs in one direction; ${rows[0].own.units} independent units)`,
      '',
      `| map | insertion − deletion | ${CONTROLS.map((one) => `ahead of ${HEADS[one]}`).join(' | ')} |`,
      `|---|---|${CONTROLS.map(() => '---|').join('')}`,
      ...rows.map(
        (row) =>
          `| ${row.names.map(nameOf).join('; ')} | ${ranged(row.own.mean, row.own.interval)} | ${cells(row)} |`,
      ),
      '',
    ].join('\n');
  }).join('\n');
}

/** What docs/readings-masked.json has: by network, pair by pair. */
export const keptMasked = () => JSON.parse(readFileSync(KEPT_MASKED, 'utf8'));

/** Whether SFAM leads where the page may open on it, from all networks. */
export function openingTable(kept) {
  const rows = Object.entries(kept).flatMap(([model, pairs]) =>
    SCORES.flatMap((score) =>
      opening(pairs, score).map(({ row, leads }) => {
        const cells = leads.map(({ mean, joint }) => {
          const text = ranged(mean, joint);
          return isClear(joint) ? `**${text}**` : text;
        });
        return `| ${model}, ${TITLES.cosine[score]} | ${nameOf(row)} | ${cells.join(' | ')} |`;
      }),
    ),
  );
  return [
    '| network and score | map | ahead of mean activation | ahead of noise |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** Rows of the README's table. */
const SUMMARY = [
  'sfam:contribution',
  'sfam:normalized',
  'sfam:gradient',
  'decomposition',
  'silencing',
  'layer-cam',
].flatMap((name) => [`${name}|none`, `${name}|references`]);

/** Means of insertion − deletion, bold where a map leads both mean activation and noise (`tablesOf`). */
export function summaryTable(kept) {
  const columns = Object.entries(kept).flatMap(([model, pairs]) =>
    SCORES.map((score) => ({ title: `\`${model}\`, ${TITLES.cosine[score]}`, rows: table(pairs, score) })),
  );
  const cell = (name, { rows }) => {
    const { own, ahead } = rows.find(({ names }) => names.includes(name));
    const leads = ['mean-activation', 'random'].every((over) => isAhead(ahead[over]?.joint));
    return leads ? `**${fixed(own.mean)}**` : fixed(own.mean);
  };
  const line = (name, title) => `| ${title} | ${columns.map((one) => cell(name, one)).join(' | ')} |`;
  return [
    `| map | ${columns.map(({ title }) => title).join(' | ')} |`,
    `|---|${columns.map(() => '---|').join('')}`,
    ...SUMMARY.map((name) => line(name, nameOf(name))),
    ...CONTROLS.map((name) => line(name, `_${HEADS[name]}_`)),
  ].join('\n');
}

/** All that the documents rest on, under one metric: by network, pair by pair, numbers by name (`pairNumbers`). */
export function keptNumbers(metric = 'cosine') {
  const { columns, metrics } = JSON.parse(readFileSync(KEPT, 'utf8'));
  const named = ({ numbers, ...pair }) => ({
    ...pair,
    numbers: Object.fromEntries(
      columns.flatMap((name, i) => (numbers[i] === null ? [] : [[name, numbers[i]]])),
    ),
  });
  return Object.fromEntries(
    Object.entries(metrics[metric]).map(([model, pairs]) => [model, pairs.map(named)]),
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { from: { type: 'string' }, masked: { type: 'string' } } });
  const linesOf = (file) =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  if (values.from) {
    // A network that was not measured there keeps the numbers that it has.
    const measured = METRICS.map((metric) => {
      const kept = keptNumbers(metric);
      return [
        metric,
        MODELS.map((model) => [model, `${values.from}/${model}-${metric}.jsonl`])
          .filter(([model, file]) => existsSync(file) || model in kept)
          .map(([model, file]) => [model, existsSync(file) ? pairNumbers(linesOf(file)) : kept[model]]),
      ];
    });
    const all = measured.flatMap(([, networks]) => networks.flatMap(([, pairs]) => pairs));
    const columns = [...new Set(all.flatMap(({ numbers }) => Object.keys(numbers)))];
    const bare = ({ numbers, ...pair }) => ({
      ...pair,
      numbers: columns.map((name) => (name in numbers ? Number(numbers[name].toFixed(5)) : null)),
    });
    const metrics = Object.fromEntries(
      measured.map(([metric, networks]) => [
        metric,
        Object.fromEntries(networks.map(([model, pairs]) => [model, pairs.map(bare)])),
      ]),
    );
    writeFileSync(KEPT, `${JSON.stringify({ columns, metrics })}\n`);
  }
  if (values.masked) {
    const networks = MODELS.flatMap((model) => {
      const file = `${values.masked}/${model}-cosine-masked.jsonl`;
      if (!existsSync(file)) return [];
      const pairs = maskedNumbers(linesOf(file), linesOf(`${values.from}/${model}-cosine.jsonl`));
      const rounded = ({ numbers, ...pair }) => ({
        ...pair,
        numbers: Object.fromEntries(
          Object.entries(numbers).map(([name, value]) => [name, Number(value.toFixed(5))]),
        ),
      });
      return [[model, pairs.map(rounded)]];
    });
    writeFileSync(KEPT_MASKED, `${JSON.stringify(Object.fromEntries(networks))}\n`);
  }
  console.log(summaryTable(keptNumbers()));
  console.log(`\n${openingTable(keptNumbers())}`);
  for (const metric of METRICS)
    for (const [model, pairs] of Object.entries(keptNumbers(metric)))
      console.log(tablesOf(model, pairs, metric));
  for (const [model, pairs] of Object.entries(keptMasked())) console.log(maskedTables(model, pairs));
}
