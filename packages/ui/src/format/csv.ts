export type CsvValue = string | number | boolean | null;

/** A file by what programs call things: each column with its unit, instants in UTC. */
export type CsvTable = { heading: readonly string[]; rows: readonly (readonly CsvValue[])[] };

/**
 * A table as CSV (RFC 4180), with the mark by which spreadsheet programs know UTF-8. Null is an empty field. Texts that a
 * spreadsheet would take for a formula get an apostrophe in front: they come from programs and people.
 */
export function toCsv(heading: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return `\uFEFF${[heading, ...rows].map((row) => row.map(csvField).join(',')).join('\r\n')}\r\n`;
}

function csvField(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
