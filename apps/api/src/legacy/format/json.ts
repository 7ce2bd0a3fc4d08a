import { legacyDateTime } from './date-time.ts';

/**
 * A value as JSON in the form of the old API: one space after commas and colons, and everything but ASCII as `\uXXXX`. A
 * map is an object that keeps its order whatever its keys are. Any document of MongoDB can be written: 64-bit numbers
 * as numbers, types that JSON does not have as the text that MongoDB prints for them, numbers and dates that JSON cannot
 * hold as null.
 */
export function legacyJson(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return jsonText(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : 'null';
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'null' : jsonText(legacyDateTime(value));
  if (Array.isArray(value)) return `[${value.map(legacyJson).join(', ')}]`;
  if (value instanceof Map) return jsonObject([...value]);
  if (isBson(value)) return value._bsontype === 'Long' ? String(value) : jsonText(String(value));
  return jsonObject(Object.entries(value));
}

function jsonObject(members: readonly (readonly [string, unknown])[]): string {
  return `{${members.map(([key, value]) => `${jsonText(key)}: ${legacyJson(value)}`).join(', ')}}`;
}

function jsonText(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function isBson(value: object): value is { _bsontype: string } {
  return '_bsontype' in value && typeof value._bsontype === 'string';
}
