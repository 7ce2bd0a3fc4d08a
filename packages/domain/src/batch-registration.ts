import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { refusalOfIssue } from './field-refusals.ts';
import { refKey } from './ref-key.ts';
import { codeSchema, textSchema } from './refs.ts';
import { type Refusal, refusal } from './refusals.ts';
import { timeZoneSchema } from './time-zone.ts';

/** One home of a batch, with all that leads to it. What is null stays as it is, or gets the obvious value when it is new. */
export type BatchRow = {
  /** Counted from 1, the heading of a CSV file not included. */
  position: number;
  communityId: string;
  clusterId: string;
  unitId: string;
  communityName: string | null;
  clusterName: string | null;
  timeZone: string | null;
  unitName: string | null;
  availableFrom: Date | null;
  availableTo: Date | null;
  /** User names of residents to add; none are taken away. */
  residents: string[];
};

/** What is wrong with one home, or with the whole file (position 0). */
export type BatchProblem = {
  position: number;
  /** The field that it is wrong with; null: all of it. */
  field: string | null;
  /** In English, with the field. */
  reason: string;
  /** The same for apps to say; null where there is nothing but the reason. */
  refusal: Refusal | null;
};

export function batchProblem(position: number, why: { message: string; refusal: Refusal }): BatchProblem {
  return { position, field: null, reason: why.message, refusal: why.refusal };
}

const name = z.preprocess(emptyToNull, codeSchema.nullable().default(null));
const instant = z.preprocess(
  emptyToNull,
  z.iso
    .datetime({ offset: true, error: 'must be an instant such as 2026-04-01T00:00:00+09:00' })
    .nullable()
    .default(null),
);
const residents = z.union([
  z.array(textSchema.min(1)),
  textSchema.transform((text) => text.split(/[\s;,]+/).filter((one) => one !== '')),
]);

const rowSchema = z.strictObject({
  community: codeSchema,
  cluster: codeSchema,
  unit: codeSchema,
  community_name: name,
  cluster_name: name,
  time_zone: z.preprocess(emptyToNull, timeZoneSchema.nullable().default(null)),
  unit_name: name,
  available_from: instant,
  available_to: instant,
  residents: residents.default([]),
});

/**
 * Reads homes to register from CSV with a heading, or from a JSON list of objects with the same names; only community,
 * cluster and unit have to be there. Everything that is
 * wrong is listed with its position; position 0 is the file as a whole.
 */
export function readBatch(text: string): { rows: BatchRow[]; problems: BatchProblem[] } {
  const problems: BatchProblem[] = [];
  const rows: BatchRow[] = [];
  let records: unknown[] = [];
  try {
    records = /^\s*\[/.test(text) ? (JSON.parse(text) as unknown[]) : parseCsv(text);
  } catch (error) {
    problems.push(batchProblem(0, whyUnreadable(error)));
  }
  const seen = new Set<string>();
  for (const [index, record] of records.entries()) {
    const position = index + 1;
    const parsed = rowSchema.safeParse(record, { reportInput: true });
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        const field = issue.path.length > 0 ? issue.path.join('.') : null;
        const reason = [...issue.path, issue.message].join(': ');
        problems.push({ position, field, reason, refusal: refusalOfIssue(issue) });
      }
      continue;
    }
    const row = rowOf(position, parsed.data);
    const key = refKey(row);
    if (seen.has(key)) problems.push(batchProblem(position, refusal('twice', { unit: row.unitId })));
    else rows.push(row);
    seen.add(key);
  }
  return { rows, problems };
}

function parseCsv(text: string): unknown[] {
  return parse(text, { bom: true, columns: true, skip_empty_lines: true, trim: true });
}

function whyUnreadable(error: unknown): { message: string; refusal: Refusal } {
  if (!(error instanceof CsvError))
    return refusal('noJson', { reason: error instanceof Error ? error.message : String(error) });
  const { code, lines: line, record, columns, message } = error as CsvError & CsvPlace;
  if (code === 'CSV_RECORD_INCONSISTENT_COLUMNS') {
    return refusal('rowLength', { line, found: record.length, wanted: columns.length });
  }
  return /QUOTE/.test(code) ? refusal('quotes', { line }) : refusal('noCsv', { reason: message });
}

/** Where csv-parse stands when it gives up. */
type CsvPlace = { lines: number; record: string[]; columns: object[] };

function rowOf(position: number, row: z.infer<typeof rowSchema>): BatchRow {
  const dateOf = (value: string | null) => (value === null ? null : new Date(value));
  return {
    position,
    communityId: row.community,
    clusterId: row.cluster,
    unitId: row.unit,
    communityName: row.community_name,
    clusterName: row.cluster_name,
    timeZone: row.time_zone,
    unitName: row.unit_name,
    availableFrom: dateOf(row.available_from),
    availableTo: dateOf(row.available_to),
    residents: [...new Set(row.residents)],
  };
}

function emptyToNull(value: unknown): unknown {
  return value === '' ? null : value;
}
