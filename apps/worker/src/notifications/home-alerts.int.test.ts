import { confirmAlertAddress, proposeAlertAddress, saveAlertWishes } from '@commonwatt/database/alert-mails';
import { listMessagesOfFailure } from '@commonwatt/database/message-delivery';
import { makeUser, uniqueName } from '@commonwatt/database/testing';
import type { HomeAlertKind } from '@commonwatt/domain/home-alerts';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { runMonitors } from '../monitoring/run-monitors.ts';
import { openMonitoring, severe, startMs } from '../monitoring/testing.ts';
import { deliverMessages } from './deliver-messages.ts';
import { createMailer } from './mailer.ts';
import { startMailServer } from './testing.ts';

const world = await openMonitoring();
const { database, clock, deps } = world;
afterAll(() => world.close());
beforeEach(async () => {
  await world.reset();
  deps.mails.length = 0;
});

/** A resident of a home who wishes to be told, at an address of their own. */
async function addReader(
  cluster: ClusterRef,
  unitId: string,
  { kinds = ['silent', 'trouble'] as HomeAlertKind[], quiet = [null, null] as [number | null, number | null] } = {},
) {
  const address = `${unitId.toLowerCase()}@example.org`;
  const { id } = await makeUser(database, {}, [{ ...cluster, unitId }]);
  const token = uniqueName('token');
  const now = new Date(clock.nowMs);
  const expiresAt = new Date(clock.nowMs + 60_000);
  await proposeAlertAddress(database, id, { address, codeHash: 'h'.repeat(64), expiresAt, token });
  await database.$transaction(async (tx) => {
    await confirmAlertAddress(tx, id, { codeHash: 'h'.repeat(64), now });
    const [quietFromMin, quietToMin] = quiet;
    await saveAlertWishes(tx, id, { kinds, language: 'en', quietFromMin, quietToMin, token });
  });
  return { id, address, token };
}

/** Rounds of the monitors with what they have to tell; the given units are alive. */
async function run(cluster: ClusterRef, seconds: number, alive: readonly string[]): Promise<void> {
  for (let second = 0; second < seconds; second += 3) {
    clock.nowMs += 3_000;
    await world.live(cluster, alive);
    await runMonitors(deps);
  }
  await deliverMessages(deps);
}

const toResidents = () =>
  deps.mails.filter(({ to }) => to !== 'default@example.org').map(({ to, subject }) => `${to} ${subject}`);
const gone = 'Nothing was heard from your home';
const back = 'Your home is heard again';

test('who wishes for it is told of the own home, and when it is heard again; not of a neighbour', async () => {
  const cluster = await world.makeMonitored(['E001', 'E002'], ['apis_main_alive', 'apis_main_severe']);
  await addReader(cluster, 'E001');
  await addReader(cluster, 'E002', { kinds: ['trouble'] });
  await run(cluster, 63, ['E001', 'E002']);
  await run(cluster, 90, ['E002']);
  expect(toResidents()).toEqual([`e001@example.org ${gone}: House E001`]);
  await world.say(cluster, severe('E002', 'E001 : what programs write'));
  await run(cluster, 9, ['E001', 'E002']);
  expect(toResidents().slice(1).sort()).toEqual([
    `e001@example.org ${back}: House E001`,
    'e002@example.org Your home reported a problem: House E002',
  ]);
  const mail = deps.mails.find(({ to }) => to === 'e002@example.org');
  expect(`${mail?.subject} ${mail?.text} ${mail?.html}`).not.toMatch(/E001|what programs write/);
});

test('of homes that fall silent together each is told of itself, by when it is heard again, and once when more follow', async () => {
  const unitIds = Array.from({ length: 9 }, (_, i) => `H${i}`);
  const cluster = await world.makeMonitored(unitIds, ['apis_main_alive']);
  for (const unitId of ['H0', 'H1', 'H4']) await addReader(cluster, unitId);
  await run(cluster, 63, unitIds);
  await run(cluster, 90, unitIds.slice(3));
  expect(toResidents().sort()).toEqual(
    ['H0', 'H1'].map((id) => `${id.toLowerCase()}@example.org ${gone}: House ${id}`),
  );
  await run(cluster, 90, unitIds.slice(6));
  expect((await world.failuresOf(cluster)).map(({ closeReason }) => closeReason)).toEqual(['grown', null]);
  expect(toResidents().slice(2)).toEqual([`h4@example.org ${gone}: House H4`]);
  await run(cluster, 9, [...unitIds.slice(6), 'H1']);
  expect(toResidents().slice(3)).toEqual([`h1@example.org ${back}: House H1`]);
  // Half of them are back: the failure is over, and H0 is judged by itself.
  await run(cluster, 9, unitIds.slice(1));
  expect(toResidents().slice(4).sort()).toEqual([
    'h0@example.org An alert of your home was closed: House H0',
    `h4@example.org ${back}: House H4`,
  ]);
  for (const { to, text, html } of deps.mails.filter((mail) => toResidents().some((one) => one.startsWith(mail.to)))) {
    const others = unitIds.filter((id) => to !== `${id.toLowerCase()}@example.org`);
    expect(others.filter((id) => text.includes(id) || html.includes(id))).toEqual([]);
  }
});

test('quiet hours hold a mail back until they are over at the home; who has ended them gets none', async () => {
  const cluster = await world.makeMonitored(['E001', 'E002'], ['apis_main_alive']);
  // It is 14:32 in Tokyo.
  expect(new Date(startMs).toISOString()).toContain('T05:32');
  await addReader(cluster, 'E001', { quiet: [14 * 60, 15 * 60] });
  const ended = await addReader(cluster, 'E002', { quiet: [14 * 60, 15 * 60] });
  await run(cluster, 63, ['E001', 'E002']);
  await run(cluster, 90, []);
  expect(toResidents()).toEqual([]);
  await database.user.update({ where: { id: ended.id }, data: { email: 'another@example.org' } });
  clock.nowMs = Date.UTC(2026, 5, 9, 5, 59, 59);
  await deliverMessages(deps);
  expect(toResidents()).toEqual([]);
  clock.nowMs += 1_000;
  await deliverMessages(deps);
  expect(toResidents()).toEqual([`e001@example.org ${gone}: House E001`]);
  expect(await database.outgoingMessage.count({ where: { userId: ended.id } })).toBe(0);
});

test('who has moved out before a mail was due gets none: it is of a home of others now', async () => {
  const cluster = await world.makeMonitored(['E001', 'E002'], ['apis_main_alive']);
  const moved = await addReader(cluster, 'E001', { quiet: [14 * 60, 15 * 60] });
  await addReader(cluster, 'E002', { quiet: [14 * 60, 15 * 60] });
  await run(cluster, 63, ['E001', 'E002']);
  await run(cluster, 90, []);
  expect(await database.outgoingMessage.count({ where: { userId: moved.id } })).toBe(1);
  await database.unitResident.deleteMany({ where: { userId: moved.id } });
  clock.nowMs = Date.UTC(2026, 5, 9, 6);
  await deliverMessages(deps);
  expect(toResidents()).toEqual([`e002@example.org ${gone}: House E002`]);
  expect(await database.outgoingMessage.count({ where: { userId: moved.id } })).toBe(0);
});

test('a resident who cannot be reached holds up nobody, is told in order, and staff see who of them was told', async () => {
  const cluster = await world.makeMonitored(['E001', 'E002'], ['apis_main_alive']);
  const reader = await addReader(cluster, 'E001');
  await addReader(cluster, 'E002');
  await run(cluster, 63, ['E001', 'E002']);
  const { mailer } = deps.notifications;
  let isDown = true;
  const send: typeof mailer.send = (mail) => {
    if (isDown && mail.to === reader.address) return Promise.reject(new Error('no such mailbox'));
    return mailer.send(mail);
  };
  const failing = { ...deps, notifications: { ...deps.notifications, mailer: { send } } };
  for (let second = 0; second < 66; second += 3) {
    clock.nowMs += 3_000;
    await runMonitors(deps);
  }
  await deliverMessages(failing);
  await run(cluster, 0, []);
  expect(toResidents()).toEqual([`e002@example.org ${gone}: House E002`]);
  isDown = false;
  clock.nowMs += 60_000;
  await deliverMessages(failing);
  expect(toResidents()).toHaveLength(2);
  const [failure] = await world.failuresOf(cluster);
  const toStaff = await listMessagesOfFailure(database, failure?.id ?? 0);
  expect(toStaff.map(({ address }) => address)).toEqual(['default@example.org']);
});

test('a mail has what programs need to end such mails by one POST', async () => {
  const cluster = await world.makeMonitored(['E001', 'E002'], ['apis_main_alive']);
  const { token } = await addReader(cluster, 'E001', { kinds: ['silent'] });
  await run(cluster, 63, ['E001', 'E002']);
  for (let second = 0; second < 66; second += 3) {
    clock.nowMs += 3_000;
    await world.live(cluster, ['E002']);
    await runMonitors(deps);
  }
  const mailServer = await startMailServer();
  const mailer = createMailer({ url: mailServer.url, from: 'commonwatt@example.org' });
  await deliverMessages({ ...deps, notifications: { ...deps.notifications, mailer } });
  await mailServer.close();
  const mail = mailServer.mails.find(({ to }) => to.includes('e001@example.org'));
  expect(mail?.source.replace(/\r\n\s+/g, ' ')).toContain(
    `List-Unsubscribe: <https://power.example.org/unsubscribe?token=${token}>`,
  );
  expect(mail?.source).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  const others = mailServer.mails.filter(({ to }) => !to.includes('e001@example.org'));
  expect(others.length).toBeGreaterThan(0);
  for (const { source } of others) expect(source).not.toContain('List-Unsubscribe');
});
