import { expect, test } from 'vitest';
import { processName } from './process-name.ts';

test.each([
  ['/usr/bin/node /a/apps/cli/dist/commonwatt.js embedded-mongo --data-dir /b --port 1 ', 'commonwatt embedded-mongo'],
  ['node --optimize-for-size apps/cli/dist/commonwatt.js demo', 'commonwatt demo'],
  ['sh -c node scripts/build.js && node apps/cli/dist/commonwatt.js demo', 'sh'],
  ['/a/native/bin/postgres -D /b -p 5', 'postgres'],
  ['postgres: background writer ', 'postgres: background writer'],
  ['postgres: commonwatt commonwatt 127.0.0.1(39674) idle', 'postgres: connection'],
])('%s', (command, name) => {
  expect(processName(command)).toBe(name);
});
