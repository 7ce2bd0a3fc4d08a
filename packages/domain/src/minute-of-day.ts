/** Minutes after midnight of `HH:MM`, as a field for a time of day holds it; null for anything else. */
export function minuteOfClock(clock: string): number | null {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)/.exec(clock) ?? [];
  return hour === undefined ? null : Number(hour) * 60 + Number(minute);
}

/** `HH:MM` of minutes (0 to 1,439) after midnight. */
export function clockOfMinute(minuteOfDay: number): string {
  return [Math.floor(minuteOfDay / 60), minuteOfDay % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
