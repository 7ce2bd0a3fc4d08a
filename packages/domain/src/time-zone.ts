import { z } from 'zod';
import { rule } from './refusals.ts';

/** A calendar day `YYYY-MM-DD`. It means a period of time only together with a time zone. */
export const localDateSchema = z.iso.date('must be a day such as 2026-06-09');

/** An IANA time zone name that this runtime knows. */
export const timeZoneSchema = z.string().refine(isTimeZone, rule('noTimeZone'));

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    // Offsets such as +09:00 are accepted by newer runtimes, but MongoDB and older ones want a name.
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
