import type { SharedDealDetail } from '@commonwatt/domain/home-sharing';
import { expect, test } from 'vitest';
import { tellSteps } from './tell-steps.ts';

type Deal = Parameters<typeof tellSteps>[0];
type Kind = SharedDealDetail['steps'][number]['kind'];

const whole: Kind[] = ['asked', 'accepted', 'started', 'stopped', 'closed'];
const deal = (parts: Partial<Deal>, kinds = whole): Deal => ({
  direction: 'gave',
  askedBy: 'neighbour',
  outcome: 'complete',
  steps: kinds.map((kind, i) => ({ kind, atMs: i })),
  ...parts,
});

test.for([
  ['a neighbour asked', deal({}), ['neighbourAsked', 'youAgreed', 'began', 'done']],
  ['the home offered', deal({ askedBy: 'ownHome' }), ['youOffered', 'neighbourAgreed', 'began', 'done']],
  [
    'the home asked',
    deal({ direction: 'received', askedBy: 'ownHome' }),
    ['youAsked', 'neighbourAgreed', 'began', 'done'],
  ],
  ['a neighbour offered', deal({ direction: 'received' }), ['neighbourOffered', 'youAgreed', 'began', 'done']],
  ['who asked is not known', deal({ askedBy: null }), ['agreed', 'began', 'done']],
  [
    'still running',
    deal({ outcome: 'running' }, ['asked', 'accepted', 'started']),
    ['neighbourAsked', 'youAgreed', 'began'],
  ],
  ['closed without a stop', deal({}, ['accepted', 'closed']), ['youAgreed', 'done']],
  [
    'ended early: not done as well',
    deal({ outcome: 'aborted' }, ['asked', 'accepted', 'started', 'aborted', 'stopped', 'closed']),
    ['neighbourAsked', 'youAgreed', 'began', 'endedEarly'],
  ],
  [
    'stopped for safety',
    deal({ outcome: 'emergencyStop' }, ['started', 'emergencyStop', 'stopped']),
    ['began', 'stoppedForSafety'],
  ],
] as const)('%s', ([, told, keys]) => {
  expect(tellSteps(told).map(({ key }) => key)).toEqual(keys);
});

test('the end of a deal is when energy stopped to flow', () => {
  expect(tellSteps(deal({})).at(-1)).toEqual({ key: 'done', atMs: 3 });
});
