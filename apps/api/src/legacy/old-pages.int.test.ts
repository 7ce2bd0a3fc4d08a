import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing.ts';
import { createLegacyClient } from './testing/client.ts';

let server: TestServer;
let switchedOff: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  switchedOff = await startTestServer({ LEGACY_API: 'off' });
});
afterAll(() => Promise.all([server.close(), switchedOff.close()]));

const pages: [string, string][] = [
  ['/static/ui_example/staff/visual.html', '/admin/?screen=live'],
  ['/static/ui_example/staff/availability.html', '/admin/?screen=availability'],
  ['/static/ui_example/staff/deal.html', '/admin/?screen=deals'],
  ['/static/ui_example/staff/monitoring.html', '/admin/?screen=monitoring'],
  ['/admin/core/user/', '/admin/registry/users'],
  ['/admin/auth/group/', '/admin/registry/users'],
  ['/admin/community/community/', '/admin/registry/communities'],
  ['/admin/community/cluster', '/admin/registry/clusters'],
  ['/admin/community/unit/12/change/', '/admin/registry/units?row=12'],
  ['/admin/community/unit/12/', '/admin/registry/units?row=12'],
  ['/admin/community/unit/add/', '/admin/registry/units?row=new'],
  ['/admin/community/unit/x/change/', '/admin/registry/units'],
  ['/admin/community/unit/12/history/', '/admin/registry/audit'],
  ['/admin/monitoring/failure/', '/admin/registry/failures'],
  ['/admin/monitoring/jobsetting/3/delete/', '/admin/registry/monitorSettings?row=3'],
  ['/admin/monitoring/communitysetting/', '/admin/registry/communitySettings'],
  ['/admin/scenario/scenario/5/change/', '/admin/registry/scenarios?row=5'],
  ['/admin/scenario/choice/', '/admin/registry/choices'],
  ['/admin/password_change/', '/admin/settings'],
  ['/admin/logout/', '/admin/'],
  ...['visual', 'deal', 'scenario'].map((page): [string, string] => [`/static/ui_example/resident/${page}.html`, '/']),
  ['/static/api/staff/client_example.html', '/admin/'],
  ['/static/api/resident/client_example.html', '/'],
];

test.for(pages)('%s leads to %s', async ([path, newPage]) => {
  for (const method of ['GET', 'HEAD']) {
    const answer = await createLegacyClient(server).send(method, `${path}?x=1`);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(newPage);
  }
});

test.for(['/static/', '/static/ui_example/staff/', '/static/ui_example/staff/css/common.css', '/static/admin/x.js'])(
  '%s is not there',
  async (path) => {
    expect((await createLegacyClient(server).get(path)).status).toBe(404);
  },
);

test.for(['staff', 'resident'])('/api/%s/client.js', async (role) => {
  const client = createLegacyClient(server);
  const path = `/api/${role}/client.js`;
  const script = await client.get(path);
  expect(script.status).toBe(200);
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(script.headers.get('cache-control')).toBeNull();
  expect(script.text).toContain('global.client = client');
  const head = await client.send('HEAD', path);
  expect(head).toMatchObject({ status: 200, text: '' });
  expect(head.headers.get('content-length')).toBe(script.headers.get('content-length'));
  const options = await client.send('OPTIONS', path);
  expect(options).toMatchObject({ status: 200, text: '' });
  expect(options.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
  expect((await client.send('POST', path)).status).toBe(403);
  const token = await client.fetchToken();
  expect((await client.send('POST', path, { csrfmiddlewaretoken: token })).status).toBe(405);
});

test.for([
  '/api/core/session',
  '/api/core/csrftoken',
  '/api/staff/client.js',
  '/api/staff/community/outline',
  '/api/resident/community/outline',
  ...pages.map(([path]) => path),
])('%s is not there when LEGACY_API is off', async (path) => {
  expect((await createLegacyClient(switchedOff).get(path)).status).toBe(404);
});

test('homes find nothing when LEGACY_API is off', async () => {
  const client = createLegacyClient(switchedOff);
  expect((await client.send('POST', '/api/misc/scenario/currentData', {})).status).toBe(404);
});
