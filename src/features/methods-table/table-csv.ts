import { METHODS } from '../../core/methods/index.ts';
import { layerCard } from '../../core/models/index.ts';
import { isJudgedByClass } from './columns.ts';
import { tableMeans } from './table-means.ts';
import { MEASURES, type TableRun } from './table-run.ts';

const NAMES = MEASURES.map(({ id }) => id);
const HEAD = [
  'kind',
  'image',
  'explained_against',
  'method',
  'reading',
  'scope',
  'smooth',
  'class',
  'model',
  'layer',
  'metric',
  'judged_by',
  'score',
  'region',
  'region_area',
  'images',
  'independent',
  ...NAMES,
  ...NAMES.flatMap((id) => [`${id}_low95`, `${id}_high95`]),
];

/**
 * A line for every map, then one of means for every method (RFC 4180, point as decimal sign, full precision); empty
 * where there is no number, and where too few photographs make the means for an interval.
 */
export function tableCsv(run: TableRun): string {
  const { columns, rows, settings } = run;
  const { model, metric } = settings;
  const where = (c: number) => [model, layerCard(model, columns[c]!.settings.layer).name, metric];
  const method = (c: number) => {
    const { id, settings: own, ...column } = columns[c]!;
    if (column.kind === 'class') return [id, '', '', ''];
    const { uses } = METHODS[column.method];
    return [
      id,
      uses.reading ? own.reading : '',
      uses.scopes.length > 0 ? own.scope : '',
      own.smooth ? 'on' : 'off',
    ];
  };
  const judge = (c: number) => (isJudgedByClass(columns[c]!) ? 'class probability' : 'pair score');
  const maps = rows.flatMap(({ row, region, area, cells }) =>
    cells.map(({ numbers, target, score }, c) => [
      'map',
      row.of.name,
      row.against
        .map(({ picture, weight }) => (weight === 1 ? picture.name : `${weight} × ${picture.name}`))
        .join('; '),
      ...method(c),
      target ?? '',
      ...where(c),
      judge(c),
      score,
      region?.from ?? '',
      area ?? '',
      1,
      '',
      ...NAMES.map((id) => numbers[id] ?? ''),
      ...NAMES.flatMap(() => ['', '']),
    ]),
  );
  const means = tableMeans(run).map((mean, c) => [
    'mean',
    '',
    '',
    ...method(c),
    '',
    ...where(c),
    judge(c),
    '',
    '',
    '',
    mean.insertion.count,
    mean.insertion.units,
    ...NAMES.map((id) => (mean[id].count > 0 ? mean[id].mean : '')),
    ...NAMES.flatMap((id) => [mean[id].interval?.low ?? '', mean[id].interval?.high ?? '']),
  ]);
  return [HEAD, ...maps, ...means].map((line) => `${line.map(field).join(',')}\r\n`).join('');
}

const field = (value: string | number): string => {
  const text = String(value);
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
