import { expect, test } from 'vitest';
import { readErrorLine, withoutSecrets } from './program-error.ts';

const stack = (place: string) => `Error: x\n    at read (${place})\n    at run (/app/b.js:1:1)`;
const line = (message: string, place = '/app/a.js:10:5', more: object = {}) =>
  JSON.stringify({
    level: 50,
    msg: 'a round went wrong',
    err: { type: 'Error', message, stack: stack(place) },
    ...more,
  });

test('what it says: title, message and where it happened', () => {
  expect(readErrorLine(line('connection 7 lost', '/app/a.js:10:5', { job: 'runMonitors', requestId: 'r1' }))).toEqual({
    kind: expect.any(String),
    title: 'a round went wrong: connection 7 lost',
    details: [
      'job: runMonitors',
      'request: r1',
      'Error: connection 7 lost',
      '    at read (/app/a.js:10:5)',
      '    at run (/app/b.js:1:1)',
    ].join('\n'),
  });
});

test.for([
  ['another number', line('connection 8 lost'), true],
  ['another name in quotes', line('connection 7 lost'), true],
  ['another line of the program, after an update', line('connection 7 lost', '/app/a.js:11:6'), true],
  ['another request', line('connection 7 lost', '/app/a.js:10:5', { requestId: 'r2' }), true],
  ['another message', line('connection 7 refused'), false],
  ['another place', line('connection 7 lost', '/app/c.js:10:5'), false],
  ['another job', line('connection 7 lost', '/app/a.js:10:5', { job: 'x' }), false],
] as const)('%s is the same error: %s', ([, other, isSame]) => {
  expect(readErrorLine(other)?.kind === readErrorLine(line('connection 7 lost'))?.kind).toBe(isSame);
});

test.for([
  ['an id', 'no row 3f2504e0-4f89-11d3-9a0c-0305e82c3301', 'no row a1b2c3d4-0000-11d3-9a0c-0305e82c3301'],
  ['a quoted name', 'no unit "E001" in `x`', 'no unit "E002" in `y`'],
] as const)('%s does not make another error', ([, one, other]) => {
  expect(readErrorLine(line(one))?.kind).toBe(readErrorLine(line(other))?.kind);
});

test.for([
  ['a warning', JSON.stringify({ level: 40, msg: 'x' })],
  ['no JSON', 'Error: x'],
  ['JSON of another kind', '[1]'],
] as const)('%s tells of no error', ([, text]) => {
  expect(readErrorLine(text)).toBeNull();
});

test('an error without a cause is told with its message alone', () => {
  expect(readErrorLine(JSON.stringify({ level: 60, msg: 'gone' }))).toMatchObject({ title: 'gone', details: '' });
});

test.for([
  ['postgresql://me:hunter2@db:5432/power failed', 'postgresql://***@db:5432/power failed'],
  ['password=hunter2&x=1', 'password=***&x=1'],
  ['{"password":"hunter 2","x":1}', '{"password":***,"x":1}'],
  ['Authorization: hunter2', 'Authorization: ***'],
  ['the password is not right', 'the password is not right'],
] as const)('%s', ([text, expected]) => {
  expect(withoutSecrets(text)).toBe(expected);
});
