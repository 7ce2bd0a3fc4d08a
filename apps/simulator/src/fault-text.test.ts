import { expect, test } from 'vitest';
import { parseFault } from './fault-text.ts';

const startMs = Date.parse('2026-05-14T01:00:00Z');
const place = { communityId: 'c', clusterId: 'k', unitId: null };
const always = { fromMs: startMs, toMs: Number.POSITIVE_INFINITY };
const plain = { byMs: 0, mode: 'stop', text: null };

test.for([
  ['silentUnit:c/k/E017@+60s..+10m', { unitId: 'E017', fromMs: startMs + 60_000, toMs: startMs + 600_000 }],
  ['silentReporter:c/k', always],
  ['silentReporter:c/k@+1.5h', { fromMs: startMs + 5_400_000, toMs: Number.POSITIVE_INFINITY }],
  ['silentReporter:c/k@..+500ms', { fromMs: startMs, toMs: startMs + 500 }],
  [
    'silentReporter:c/k@2026-05-14T02:00:00Z..2026-05-14T03:00:00+00:00',
    { fromMs: startMs + 3_600_000, toMs: startMs + 7_200_000 },
  ],
  ['severeLine:c/k/E001', { ...always, unitId: 'E001' }],
  ['severeLine:c/k,text=a, b=c: @ x', { ...always, text: 'a, b=c: @ x' }],
  ['blockedThread:c/k/E001,by=5m', { ...always, unitId: 'E001', byMs: 300_000 }],
  ['blockedThread:c/k', { ...always, byMs: 2_000 }],
  ['stoppedMode:c/k/E001,mode=heteronomous', { ...always, unitId: 'E001', mode: 'heteronomous' }],
  ['clockSkew:c/k/E001,by=-90s', { ...always, unitId: 'E001', byMs: -90_000 }],
  ['duplicateReport:c/k', always],
  ['lateReport:c/k@+1d..+2d', { fromMs: startMs + 86_400_000, toMs: startMs + 172_800_000, byMs: 45_000 }],
] as const)('reads %s', ([text, expected]) => {
  expect(parseFault(text, startMs)).toEqual({ ...place, ...plain, kind: text.split(':')[0], ...expected });
});

test.for([
  ['silent', 'must be <kind>:<place>'],
  ['silent:c/k/E001', '"silent" is not one of silentUnit, silentReporter'],
  ['silentUnit:c', '"c" must be <community>/<cluster>'],
  ['silentUnit:c/k/E001/x', 'must be <community>/<cluster>'],
  ['silentUnit:c/k', 'silentUnit needs a unit'],
  ['silentReporter:c/k/E001', 'silentReporter is about a cluster, not a unit'],
  ['silentUnit:c/k/E001@60s', '"60s" is neither an offset such as +60s nor an instant'],
  ['silentUnit:c/k/E001@+60', '"+60" is not a duration such as 500ms, 60s'],
  ['silentUnit:c/k/E001@+10m..+60s', 'ends before it begins'],
  ['silentUnit:c/k/E001@+1s..+2s..+3s', 'more than one ".."'],
  ['silentUnit:c/k/E001,by=5s', 'silentUnit has no setting "by"'],
  ['silentUnit:c/k/E001,text=x', 'only severeLine has a text'],
  ['stoppedMode:c/k,mode=manual', '"manual" is not a mode'],
  ['clockSkew:c/k', 'clockSkew needs by=<duration>'],
  ['lateReport:c/k,by=soon', '"soon" is not a duration'],
] as const)('refuses %s', ([text, problem]) => {
  expect(() => parseFault(text, startMs)).toThrow(problem);
  expect(() => parseFault(text, startMs)).toThrow(`fault "${text}"`);
  expect(() => parseFault(text, startMs)).toThrow('write for example silentUnit:');
});
