import { expect, test } from 'vitest';
import { createLedger, examine, type Found } from './ledger.ts';

function ledgerOf(asked: string[], acknowledged: string[]) {
  const ledger = createLedger();
  for (const key of asked) ledger.asked.add(key);
  for (const key of acknowledged) ledger.acknowledged.add(key);
  return ledger;
}

const whole = (key: string): Found => ({ key, isWhole: true });

test('all is well when every acknowledged write is there once; unanswered ones may be there', () => {
  const ledger = ledgerOf(['a', 'b', 'c', 'd'], ['a', 'b']);
  const findings = examine(ledger, [whole('a'), whole('b'), whole('c')]);
  expect(findings).toEqual({ acknowledged: 2, lost: [], repeated: [], torn: [], unasked: [] });
});

test('names what is lost, repeated, torn and what nobody asked for', () => {
  const ledger = ledgerOf(['a', 'b', 'c'], ['a', 'b']);
  const findings = examine(ledger, [whole('b'), whole('b'), { key: 'c', isWhole: false }, whole('x')]);
  expect(findings).toEqual({ acknowledged: 2, lost: ['a'], repeated: ['b'], torn: ['c'], unasked: ['x'] });
});
