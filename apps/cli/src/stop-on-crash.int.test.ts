import { createServer } from 'node:net';
import { uniqueName } from '@commonwatt/database/testing';
import { startMailServer } from '@commonwatt/worker/notifications/testing';
import { expect, test } from 'vitest';
import { runCommand } from './testing.ts';

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** The web server, in which `crash` is done as soon as it is ready. Ports are taken by nobody else at this moment. */
async function runUntilCrash(crash: string, mailUrl: string) {
  const code = `process.on('SIGUSR2', () => { ${crash} })`;
  return runCommand(['start', 'api'], {
    variables: {
      PORT: String(await findFreePort()),
      MAIL_URL: mailUrl,
      ADMINISTRATORS: 'admin@example.org',
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(code)}`,
    },
    onOutput(output, child) {
      if (output.includes('Commonwatt is ready') && !child.killed) child.kill('SIGUSR2');
    },
  });
}

const title = 'an error that nothing caught';

test('an exception that nothing catches is mailed, once in an hour, and ends the program in order', async () => {
  const mailServer = await startMailServer();
  const name = uniqueName('boom').replace(/\d/g, 'x');
  const crash = () => runUntilCrash(`throw new TypeError('${name}')`, mailServer.url);
  const { code, output } = await crash();
  expect(code).toBe(1);
  expect(output).toContain(title);
  expect(output).not.toContain('could not end in order');
  expect(mailServer.mails.map(({ to }) => to)).toEqual([['admin@example.org']]);
  expect(mailServer.mails[0]?.source).toContain(`Subject: [Commonwatt] ${title}: ${name}`);
  expect((await crash()).code).toBe(1);
  expect(mailServer.mails).toHaveLength(1);
  await mailServer.close();
}, 60_000);

test('a rejection that nothing catches is told and ends the program likewise', async () => {
  const mailServer = await startMailServer();
  const name = uniqueName('boom').replace(/\d/g, 'x');
  const { code } = await runUntilCrash(`void Promise.reject(new TypeError('${name}'))`, mailServer.url);
  expect(code).toBe(1);
  expect(mailServer.mails.map(({ source }) => source.includes(name))).toEqual([true]);
  await mailServer.close();
}, 60_000);
