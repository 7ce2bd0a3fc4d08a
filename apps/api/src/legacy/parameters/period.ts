import type { Parameters } from '../form.ts';
import { Refusal } from '../refusal.ts';
import { type DateTimeParameter, instantOf, parseDateTime } from './date-time.ts';

export type Period = { from?: Date | undefined; to?: Date | undefined };

/**
 * Reads `datetimeFrom` and `datetimeTo`, each of which may be missing; one without a zone is on a clock in `timeZone`.
 * @throws Refusal for what is no date, for one bound with a zone beside one without, and for a period that is empty.
 */
export function readPeriod(read: Parameters, timeZone: string): Period {
  const from = readDateTime(read, 'datetimeFrom');
  const to = readDateTime(read, 'datetimeTo');
  if (from && to && (from.offsetMs === null) !== (to.offsetMs === null)) {
    throw new Refusal(400, 'bad param values : of datetimeFrom and datetimeTo only one has a time zone');
  }
  const period = { from: from && instantOf(from, timeZone), to: to && instantOf(to, timeZone) };
  if (period.from && period.to && period.to <= period.from) {
    throw new Refusal(400, '“datetimeTo” should be greater than “datetimeFrom”');
  }
  return period;
}

function readDateTime(read: Parameters, name: string): DateTimeParameter | undefined {
  const text = read(name);
  if (text === null) return undefined;
  const parsed = parseDateTime(text);
  if (!parsed) throw new Refusal(400, `bad param values : ${name} is not a date such as 2020-01-01T15:00:00.000Z`);
  return parsed;
}
