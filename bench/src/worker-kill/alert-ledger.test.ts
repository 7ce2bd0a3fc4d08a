import { expect, test } from 'vitest';
import { type AlertFindings, type AlertRecords, examineAlerts } from './alert-ledger.ts';

const trouble = { type: 'apis_main_alive', unitId: 'A', fromMs: 1_000, toMs: 100_000 } as const;
const failure = {
  id: 1,
  communityId: 'c',
  type: 'apis_main_alive',
  unitId: 'A',
  lineCount: 0,
  detectedMs: 62_000,
  closedMs: 103_000 as number | null,
};
const detected = { key: 'f1-detected', failureId: 1, event: 'detected', isDelivered: true };
const closed = { key: 'f1-closed', failureId: 1, event: 'closed', isDelivered: true };
/** Mails of these keys that were kept, and their senders told so. */
const mailsOf = (...keys: string[]) => keys.map((key) => ({ key, isAnswered: true }));
const good: AlertRecords = {
  troubles: new Map([['c', [trouble]]]),
  failures: [failure],
  messages: [detected, closed],
  mails: mailsOf('f1-detected', 'f1-closed'),
  errorLines: new Map([['c', 0]]),
  untilMs: 500_000,
};
const nothingWrong: AlertFindings = {
  troubles: 1,
  alerts: 2,
  mails: 2,
  lost: [],
  waiting: [],
  repeated: [],
  sentAgain: [],
  unasked: [],
  disordered: [],
  voiceless: [],
  leftOpen: [],
  untold: [],
  invented: [],
  miscounted: [],
};

test.for<[string, Partial<AlertRecords>, Partial<AlertFindings>]>([
  ['all is as it should be', {}, {}],
  ['a message that never arrived', { mails: mailsOf('f1-detected') }, { mails: 1, lost: ['f1-closed'] }],
  [
    'one that arrived and waits to be sent again',
    { messages: [detected, { ...closed, isDelivered: false }] },
    { waiting: ['f1-closed'] },
  ],
  [
    'one that came three times',
    { mails: mailsOf('f1-detected', 'f1-closed', 'f1-closed', 'f1-closed') },
    { mails: 4, repeated: ['f1-closed', 'f1-closed'] },
  ],
  [
    'one that came again because the server had not said that it was kept, and then once more',
    { mails: [{ key: 'f1-detected', isAnswered: false }, ...mailsOf('f1-detected', 'f1-detected', 'f1-closed')] },
    { mails: 4, sentAgain: ['f1-detected'], repeated: ['f1-detected'] },
  ],
  ['a mail about nothing', { mails: mailsOf('f1-detected', 'x', 'f1-closed') }, { mails: 3, unasked: ['x'] }],
  ['the end before the beginning', { mails: mailsOf('f1-closed', 'f1-detected') }, { disordered: [1] }],
  [
    'the end without the beginning',
    { mails: mailsOf('f1-closed') },
    { mails: 1, lost: ['f1-detected'], disordered: [1] },
  ],
  [
    'the beginning once more after the end',
    { mails: mailsOf('f1-detected', 'f1-closed', 'f1-detected') },
    {
      mails: 3,
      repeated: ['f1-detected'],
    },
  ],
  [
    'a failure that nothing was written about',
    { messages: [detected], mails: mailsOf('f1-detected') },
    { alerts: 1, mails: 1, voiceless: [1] },
  ],
  [
    'a failure that is still open',
    { failures: [{ ...failure, closedMs: null }], messages: [detected], mails: mailsOf('f1-detected') },
    { alerts: 1, mails: 1, leftOpen: [1] },
  ],
  [
    'a trouble that nobody told of',
    { failures: [], messages: [], mails: mailsOf() },
    { alerts: 0, mails: 0, untold: [trouble] },
  ],
  [
    'two failures for one trouble',
    { failures: [failure, { ...failure, id: 2 }] },
    { voiceless: [2], invented: [{ ...failure, id: 2 }] },
  ],
  [
    'a failure of a cluster in which nothing is watched',
    { failures: [failure, { ...failure, id: 2, communityId: 'd' }] },
    { voiceless: [2], invented: [{ ...failure, id: 2, communityId: 'd' }] },
  ],
  [
    'an error line that was judged twice',
    { failures: [{ ...failure, lineCount: 1 }] },
    { miscounted: [{ communityId: 'c', stored: 0, judged: 1 }] },
  ],
])('%s', ([, parts, wanted]) => {
  expect(examineAlerts({ ...good, ...parts })).toEqual({ ...nothingWrong, ...wanted });
});
