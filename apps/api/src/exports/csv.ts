import { stringify } from 'csv-stringify/sync';

export type CsvValue = string | number | null;
export type CsvColumns<Row> = readonly (readonly [heading: string, value: (row: Row) => CsvValue])[];

/** Tells a spreadsheet that the text is UTF-8. */
const byteOrderMark = '\uFEFF';
const rowsPerPiece = 200;

/**
 * Rows as CSV (RFC 4180) with a heading, piece by piece. Text that a spreadsheet would take for a formula gets an apostrophe
 * in front; numbers stay numbers, and what is not known is empty.
 */
export async function* csvPieces<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  columns: CsvColumns<Row>,
): AsyncGenerator<string> {
  const write = (records: CsvValue[][]) => stringify(records, { escape_formulas: true, record_delimiter: '\r\n' });
  yield byteOrderMark + write([columns.map(([heading]) => heading)]);
  let records: CsvValue[][] = [];
  for await (const row of rows) {
    records.push(columns.map(([, value]) => value(row)));
    if (records.length < rowsPerPiece) continue;
    yield write(records);
    records = [];
  }
  if (records.length > 0) yield write(records);
}
