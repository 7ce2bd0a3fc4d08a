import { zoneFormats } from '../zone-formats.ts';

const formatFor = zoneFormats({
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'longOffset',
});

/**
 * An instant as it is written in descriptions and mails: `YYYY-MM-DD HH:MM:SS.ffffff+09:00`, the fraction left out when it
 * is zero. @throws RangeError when the time zone is none.
 */
export function formatLocalTime(at: Date, timeZone: string): string {
  const parts = Object.fromEntries(
    formatFor(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const { year = '', month, day, hour, minute, second, timeZoneName = '' } = parts;
  const ms = ((at.getTime() % 1000) + 1000) % 1000;
  const fraction = ms === 0 ? '' : `.${String(ms).padStart(3, '0')}000`;
  // "GMT+09:00"; plain "GMT" is no offset at all.
  const offset = timeZoneName.replace(/^GMT/, '') || '+00:00';
  return `${year.padStart(4, '0')}-${month}-${day} ${hour}:${minute}:${second}${fraction}${offset}`;
}
