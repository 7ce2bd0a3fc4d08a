import type { z } from 'zod';
import type { Refusal } from './refusals.ts';

/** The codes of what zod itself finds wrong with a field; the sentence in English is that of the schema. */
export const fieldCodes = [
  'needed',
  'wrongType',
  'noWholeNumber',
  'empty',
  'tooShort',
  'tooLong',
  'tooFew',
  'tooMany',
  'tooSmall',
  'tooLarge',
  'noEmail',
  'noInstant',
  'notAmong',
  'unknownNames',
] as const;
type FieldCode = (typeof fieldCodes)[number];

/**
 * What is wrong with a field, for apps to say: the rule that a `refine` names, else what zod found. Null where there is
 * nothing but the sentence in English.
 */
export function refusalOfIssue(issue: z.core.$ZodIssue): Refusal | null {
  switch (issue.code) {
    case 'custom':
      return (issue.params?.refusal as Refusal | undefined) ?? null;
    case 'invalid_type':
      // zod gives the input only where it is asked to; without, a form has left the field open.
      if (issue.input === undefined || issue.input === null) return of('needed');
      return issue.expected === 'int' ? of('noWholeNumber') : of('wrongType', { expected: issue.expected });
    case 'too_small':
      return issue.inclusive === false ? null : bound(Number(issue.minimum), leastCodes[issue.origin], 'minimum');
    case 'too_big':
      return issue.inclusive === false ? null : bound(Number(issue.maximum), mostCodes[issue.origin], 'maximum');
    case 'invalid_format': {
      const code = formatCodes[issue.format];
      return code ? of(code) : null;
    }
    case 'invalid_value':
      return of('notAmong', { choices: issue.values.join(', ') });
    case 'unrecognized_keys':
      return of('unknownNames', { names: issue.keys.join(', ') });
    default:
      return null;
  }
}

const leastCodes: Record<string, FieldCode> = { string: 'tooShort', array: 'tooFew', number: 'tooSmall' };
const mostCodes: Record<string, FieldCode> = { string: 'tooLong', array: 'tooMany', number: 'tooLarge' };
const formatCodes: Record<string, FieldCode> = { email: 'noEmail', datetime: 'noInstant' };

function of(code: FieldCode, values: Refusal['values'] = {}): Refusal {
  return { code, values };
}

function bound(limit: number, code: FieldCode | undefined, name: 'minimum' | 'maximum'): Refusal | null {
  if (code === undefined) return null;
  return code === 'tooShort' && limit === 1 ? of('empty') : of(code, { [name]: limit });
}
