/** An error as apis-main words it in its log and in the reasons of deals it had to end. */
export type StructuredError = {
  category: 'HARDWARE' | 'FRAMEWORK' | 'LOGIC' | 'USER';
  /** Whether it concerns one unit or the whole cluster. */
  extent: 'LOCAL' | 'GLOBAL';
  level: 'WARN' | 'ERROR' | 'FATAL';
  /** The unit that detected it. */
  unitId: string;
  text: string;
};

/** The line without the place in apis-main's source that developers get behind it. */
export function structuredError({ category, extent, level, unitId, text }: StructuredError): string {
  return `(${category}:${extent}:${level}:${unitId}) ${text}`;
}
