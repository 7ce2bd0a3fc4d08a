/** Watts and percent in whole numbers; what is small, such as kWh of a day, with a decimal. With a real minus sign. */
export function chartNumber(value: number | null, language: string): string {
  if (value === null) return '–';
  return value
    .toLocaleString(language, { maximumFractionDigits: Math.abs(value) < 100 ? 1 : 0, useGrouping: false })
    .replace('-', '−');
}
