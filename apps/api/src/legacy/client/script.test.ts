import { Script } from 'node:vm';
import { expect, test } from 'vitest';
import { type ClientRole, clientFunctionNames, clientScript } from './script.ts';

// That every function works is shown with jQuery in a browser: e2e/specs/legacy-client.spec.ts.

test.for<ClientRole>(['staff', 'resident'])('the script for %s can be parsed and leaves no gap', (role) => {
  const text = clientScript(role);
  expect(() => new Script(text)).not.toThrow();
  expect(text).not.toMatch(/ROLE|FUNCTIONS|undefined,/);
});

test('has the functions that the old pages call', () => {
  expect(clientFunctionNames('staff')).toHaveLength(17);
  expect(clientFunctionNames('resident')).toHaveLength(12);
});
