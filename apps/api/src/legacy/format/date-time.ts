/** An instant as the old API prints it: `2020-01-01T15:37:40Z`, with three digits of milliseconds unless they are zero. */
export function legacyDateTime(instant: Date): string {
  return instant.toISOString().replace('.000Z', 'Z');
}
