/** Formatters by time zone: making one costs far more than using it, and zones are few. */
export function zoneFormats(options: Intl.DateTimeFormatOptions): (timeZone: string) => Intl.DateTimeFormat {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (timeZone) => {
    const known = formats.get(timeZone);
    if (known) return known;
    const format = new Intl.DateTimeFormat('en-US', { ...options, timeZone, hourCycle: 'h23' });
    formats.set(timeZone, format);
    return format;
  };
}
