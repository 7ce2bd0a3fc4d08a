import { findAlertMail } from '@commonwatt/database/alert-mails';
import { type Home, listHomes } from '@commonwatt/database/communities';
import { listChoices } from '@commonwatt/database/scenarios';
import { listSessions } from '@commonwatt/database/sessions';
import { findUser } from '@commonwatt/database/users';
import { sharedDealDetail } from '@commonwatt/domain/home-sharing';
import { streamDeals } from '@commonwatt/telemetry/deal-list';
import { streamUnitReadings } from '@commonwatt/telemetry/unit-data';
import type { Deps } from '../deps.ts';
import type { ExportFile } from './send-export.ts';

/** Readings come every few seconds: those of all time would be too much for a phone. */
const readingDays = 30;

/**
 * What is stored about an account and its homes, as JSON that is written while it is read: the account, where it is signed
 * in, and of each home its plans, deals and the readings of the last 30 days. Built field by field; of a deal there is what
 * its home may know, and nothing of the other one.
 */
export function exportOwnData(deps: Deps, userId: number): ExportFile {
  return { format: 'json', rowCount: 0, pieces: ownDataPieces(deps, userId) };
}

async function* ownDataPieces(deps: Deps, userId: number): AsyncGenerator<string> {
  const { database, now } = deps;
  const [user, mail, sessions, homes] = await Promise.all([
    findUser(database, userId),
    findAlertMail(database, userId),
    listSessions(database, userId),
    listHomes(database, userId),
  ]);
  if (!user) return;
  const { username, firstName, lastName, email, isStaff, joinedAt, lastLoginAt, totpSecret } = user;
  const account = { username, firstName, lastName, email, isStaff, joinedAt, lastLoginAt };
  const signedInOn = sessions.map(({ createdAt, lastSeenAt, address, userAgent }) => ({
    createdAt,
    lastSeenAt,
    address,
    userAgent,
  }));
  const alertMails = mail && {
    confirmedAddress: mail.confirmedAddress,
    kinds: mail.kinds,
    language: mail.language,
    quietFromMin: mail.quietFromMin,
    quietToMin: mail.quietToMin,
  };
  yield `{"exportedAt":${JSON.stringify(now())},\n`;
  yield `"account":${JSON.stringify({ ...account, hasSecondFactor: totpSecret !== null })},\n`;
  yield `"alertMails":${JSON.stringify(alertMails)},\n`;
  yield `"signedInOn":${JSON.stringify(signedInOn)},\n"homes":[`;
  for (const [i, home] of homes.entries()) {
    yield i === 0 ? '\n' : ',\n';
    yield* homePieces(deps, home);
  }
  yield ']}\n';
}

async function* homePieces({ database, telemetry, now }: Deps, home: Home): AsyncGenerator<string> {
  const { ref, name, communityName, clusterName, timeZone } = home;
  const { unitId, ...cluster } = ref;
  const to = now();
  const from = new Date(to.getTime() - readingDays * 86_400_000);
  const about = { ...ref, name, communityName, clusterName, timeZone, plans: await listChoices(database, ref) };
  yield `${JSON.stringify(about).slice(0, -1)},\n"deals":[`;
  const period = { from: new Date(0), to };
  yield* listPieces(streamDeals(telemetry, { cluster, unitId, period, now: to }), (deal) =>
    sharedDealDetail(deal, unitId, to),
  );
  yield `],\n"readingsSince":${JSON.stringify(from)},"readings":[`;
  yield* listPieces(streamUnitReadings(telemetry, { unit: ref, from, to }), (reading) => reading);
  yield ']}';
}

async function* listPieces<Row>(rows: AsyncIterable<Row>, tell: (row: Row) => object): AsyncGenerator<string> {
  let separator = '\n';
  for await (const row of rows) {
    yield separator + JSON.stringify(tell(row));
    separator = ',\n';
  }
}
