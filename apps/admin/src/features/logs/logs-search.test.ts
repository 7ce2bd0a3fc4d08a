import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { logsQuery, logsSearchSchema } from './logs-search.ts';

const query = (search: object) => logsQuery(z.parse(logsSearchSchema, search));

test.for([
  ['severe', ['SEVERE']],
  ['warning', ['SEVERE', 'WARNING']],
  ['info', ['SEVERE', 'WARNING', 'INFO']],
  ['onlyWarning', ['WARNING']],
  ['onlyInfo', ['INFO']],
  ['loud', []],
] as const)('%s selects %j', ([level, levels]) => {
  expect(query({ level }).levels).toEqual(levels);
});

test('both ends are included; what is no time is none', () => {
  const times = { from: '2026-06-09T05:00:00Z', until: '2026-06-09T06:00:00Z' };
  expect(query(times)).toMatchObject({ fromMs: Date.parse(times.from), toMs: Date.parse(times.until) + 1 });
  expect(query({ from: 'once', until: 'soon' })).toMatchObject({ fromMs: null, toMs: null });
});
