import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestServer } from '../testing.ts';
import { createLegacyClient, fromOwnPage, type LegacyClient } from './testing/client.ts';
import { endpointRows } from './testing/conformance-table.ts';
import { exampleCluster, startExampleServer } from './testing/example-server.ts';

// Whatever is asked, the answer is never a 5xx.

let server: TestServer;
let admin: LegacyClient;
beforeAll(async () => {
  server = await startExampleServer();
  admin = createLegacyClient(server);
  await admin.logIn('admin');
});
afterAll(() => server.close());

const digits = fc.stringMatching(/^\d{1,8}$/);
const dates = fc.oneof(
  fc.stringMatching(/^\d{4}-?\d{2}-?\d{2}([T ]\d{2}(:?\d{2}){0,2}([.,]\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/),
  fc.stringMatching(/^\d{4}-?(W\d{2}-?\d?|\d{3})(T\d{2})?$/),
  fc.constantFrom('0001-01-01', '0001-01-01T00:00+09:00', '9999-12-31T24:00', '9999-12-31T23:59-23:59', '0000-01-01'),
);
const zones = fc.oneof(fc.stringMatching(/^[+-]\d{1,3}:\d{0,3}$/), fc.constantFrom('Z', '+23:59', '-23:59', '+24:00'));
const odd = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  digits,
  dates,
  zones,
  fc.constantFrom('\0', '__proto__'),
);

const query = fc.record(
  {
    communityId: odd,
    clusterId: odd,
    unitId: odd,
    datetimeFrom: fc.oneof(dates, odd),
    datetimeTo: fc.oneof(dates, odd),
    timezone: fc.oneof(zones, odd),
    type: odd,
    scenarioId: fc.oneof(digits, odd),
    formatType: odd,
    csrfmiddlewaretoken: odd,
  },
  { requiredKeys: [] },
);
const place = { ...exampleCluster, unitId: 'E001' };

test.for(endpointRows.map(({ group, path }) => `/api/${group}/${path}`))('%s', async (path) => {
  await fc.assert(
    fc.asyncProperty(query, fc.boolean(), async (fields, isPlaceRight) => {
      const { status, text } = await admin.get(path, { ...fields, ...(isPlaceRight ? place : {}) }, fromOwnPage);
      expect([200, 400], text).toContain(status);
      if (status === 400) expect(text).not.toMatch(/[<>]/);
    }),
    { numRuns: 40 },
  );
});
