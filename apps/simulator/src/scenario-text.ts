/** A member of a JSON object. Members are a list, because a scenario may carry the key "#" more than once. */
export type Member = readonly [key: string, value: unknown];

const lineEnd = '\r\n';

/** Writes a scenario as people keep them in files: tabs, CRLF, `"key" : value`. No line end after the last brace. */
export function scenarioText(members: readonly Member[]): string {
  return objectText(members, 0);
}

/** `text` followed by as many empty lines as make it `length` characters long; throws when none do. */
export function withEmptyLines(text: string, length: number): string {
  const lines = (length - text.length) / lineEnd.length;
  if (!Number.isInteger(lines) || lines < 0) {
    throw new Error(`a text of ${text.length} characters cannot be filled up to ${length} with empty lines`);
  }
  return text + lineEnd.repeat(lines);
}

function objectText(members: readonly Member[], depth: number): string {
  if (members.length === 0) return '{}';
  const indent = '\t'.repeat(depth + 1);
  const lines = members.map(([key, value]) => `${indent}${JSON.stringify(key)} : ${valueText(value, depth + 1)}`);
  return `{${lineEnd}${lines.join(`,${lineEnd}`)}${lineEnd}${'\t'.repeat(depth)}}`;
}

function valueText(value: unknown, depth: number): string {
  return typeof value === 'object' && value !== null ? objectText(Object.entries(value), depth) : JSON.stringify(value);
}
