import { expect, test } from 'vitest';
import { effectiveMode } from './operation-mode.ts';

test.for([
  ['autonomous', null, 'autonomous'],
  ['autonomous', 'heteronomous', 'heteronomous'],
  ['autonomous', 'stop', 'stop'],
  ['heteronomous', null, 'heteronomous'],
  ['heteronomous', 'heteronomous', 'heteronomous'],
  ['heteronomous', 'stop', 'stop'],
  ['stop', null, 'stop'],
  ['stop', 'heteronomous', 'stop'],
  ['stop', 'stop', 'stop'],
  ['manual', null, 'manual'],
  ['manual', 'heteronomous', 'manual'],
  ['manual', 'stop', 'manual'],
] as const)('cluster %s with own override %s is %s', ([global, local, effective]) => {
  expect(effectiveMode(global, local)).toBe(effective);
});
