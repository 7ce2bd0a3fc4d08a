import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ConfigError, describeConfig, loadConfig } from './config.ts';
import { variables } from './variables.ts';

test('an empty environment gives a server for this machine only, on embedded stores', () => {
  expect(loadConfig({})).toMatchObject({ HOST: '127.0.0.1', PORT: 8000, MONGODB_URI: null, DATABASE_URL: null });
});

test('an empty variable counts as not set', () => {
  expect(loadConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ PORT: 8000, DATABASE_URL: null });
});

test('lists every problem at once with name, reason and example', () => {
  const attempt = () => loadConfig({ PORT: '80a', MONGODB_URI: 'localhost:27017', LOG_LEVEL: 'loud' });
  expect(attempt).toThrow(ConfigError);
  expect(attempt).toThrow(/PORT must be a whole number; for example PORT=8000/);
  expect(attempt).toThrow(/MONGODB_URI must be a URL that starts with mongodb:\/\//);
  expect(attempt).toThrow(/LOG_LEVEL/);
});

test.for([
  ['PORT', '0'],
  ['PORT', '65536'],
  ['PUBLIC_URL', 'https://power.example.org/app'],
  ['PUBLIC_URL', 'power.example.org'],
  ['TRUSTED_PROXIES', '-1'],
  ['DATABASE_URL', 'mysql://localhost/x'],
  ['MONGODB_DATABASE', 'a.b'],
  ['SESSION_IDLE_MS', '5'],
  ['MONITOR_WINDOW_MS', '10'],
  ['MONITOR_WINDOWS_MS', 'nothing_alive=60000'],
  ['MONITOR_CONFIRM_MS', 'apis_main_alive'],
  ['MONITOR_CONFIRM_MS', 'apis_main_alive=30000,apis_main_severe=30000'],
  ['MAIL_URL', 'mail.example.org'],
  ['MAIL_FROM', 'nobody'],
  ['ADMINISTRATORS', 'admin@example.org,nobody'],
  ['WEBHOOK_ALLOWED_NETWORKS', '10.0.0.1'],
  ['WEBHOOK_ALLOWED_NETWORKS', '10.0.0.0/8,fd00::/129'],
  ['HEARTBEAT_URL', 'ftp://watchdog.example.org'],
] as const)('refuses %s=%s', ([name, value]) => {
  expect(() => loadConfig({ [name]: value })).toThrow(name);
});

test('every example is accepted', () => {
  const examples = Object.fromEntries(Object.entries(variables).map(([name, variable]) => [name, variable.example]));
  expect(() => loadConfig(examples)).not.toThrow();
});

test('shows where it connects to, never with which secret', () => {
  const environment = {
    DATABASE_URL: 'postgresql://me:hunter2@db.example:5432/power?password=hunter2',
    MAIL_URL: 'smtps://me:hunter2@mail.example:465',
    HEARTBEAT_URL: 'https://watchdog.example/hunter2',
  };
  const described = describeConfig(loadConfig(environment), environment);
  expect(described.find((one) => one.name === 'DATABASE_URL')).toMatchObject({
    value: 'postgresql://***@db.example:5432/power',
    isDefault: false,
  });
  expect(JSON.stringify(described)).not.toContain('hunter2');
});

test('.env.example names every variable and can be used as it is', () => {
  const lines = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8').split('\n');
  const assignments = lines.map((line) => line.match(/^#? ?([A-Z0-9_]+)=(.*)$/)).filter((match) => match !== null);
  expect(assignments.map((match) => match[1])).toEqual(Object.keys(variables));
  const active = lines.map((line) => line.match(/^([A-Z0-9_]+)=(.*)$/)).filter((match) => match !== null);
  expect(() => loadConfig(Object.fromEntries(active.map((match) => [match[1], match[2]])))).not.toThrow();
});
