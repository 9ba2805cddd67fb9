/** Three decimals: columns are compared by eye. A dash where there is no number. */
export function shown(value: number | null): string {
  if (value === null || Number.isNaN(value)) return '–';
  const text = value.toFixed(3).replace('-', '−');
  return text === '−0.000' ? '0.000' : text;
}
