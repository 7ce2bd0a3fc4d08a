import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Database } from '@commonwatt/database/client';
import { noteProgramError, putOffTelling } from '@commonwatt/database/program-errors';
import { htmlMail } from '@commonwatt/domain/monitoring/html-mail';
import { type ProgramError, readErrorLine } from '@commonwatt/domain/program-error';
import type { Logger } from 'pino';
import type { Mailer } from '../notifications/mailer.ts';

/** Tells administrators by mail of errors of the program itself, each kind at most once an hour. */
export type ErrorMails = {
  /** Takes a line of the log; does not wait, and never fails. */
  note(line: string): void;
  /** Begins to send what was noted, and goes on until `stop`, which sends what is left. */
  start(deps: ErrorMailDeps): { stop(): Promise<void> };
};

export type ErrorMailDeps = { database: Database; mailer: Mailer; log: Logger; now: () => Date };

/** Errors come in swarms: those of a moment are counted together. */
const sendEveryMs = 5_000;
/** More kinds are not kept while the database or the mail server is away. */
const mostKinds = 100;

/** Errors are noted from the first line of the log on, which is before the stores are open. */
export function createErrorMails(administrators: readonly string[]): ErrorMails {
  const noted = new Map<string, { error: ProgramError; count: number }>();

  function add(error: ProgramError, count: number): void {
    const known = noted.get(error.kind);
    if (known) known.count += count;
    else if (noted.size < mostKinds) noted.set(error.kind, { error, count });
  }

  /** Without an answer of the database nobody knows what was told already: what was noted waits. */
  async function sendAll({ database, mailer, log, now }: ErrorMailDeps): Promise<void> {
    for (const [kind, { error, count }] of [...noted]) {
      noted.delete(kind);
      let uncounted = count;
      try {
        const total = await noteProgramError(database, { kind, count, now: now() });
        uncounted = 0;
        if (total === null) continue;
        await tell(mailer, administrators, error, total).catch(async (reason: unknown) => {
          await putOffTelling(database, { kind, count: total });
          throw reason;
        });
      } catch (reason) {
        // Not as an error, which would have to be told.
        log.warn({ reason: reason instanceof Error ? reason.message : String(reason) }, 'an error could not be mailed');
        add(error, uncounted);
        return;
      }
    }
  }

  return {
    note(line) {
      const error = readErrorLine(line);
      if (error && administrators.length > 0) add(error, 1);
    },
    start(deps) {
      let sending = Promise.resolve();
      const timer = setInterval(() => {
        sending = sending.then(() => sendAll(deps));
      }, sendEveryMs);
      timer.unref();
      return {
        async stop() {
          clearInterval(timer);
          await sending;
          await sendAll(deps);
        },
      };
    },
  };
}

/** @throws Error when a mail was not accepted. */
async function tell(
  mailer: Mailer,
  administrators: readonly string[],
  { title, details }: ProgramError,
  count: number,
): Promise<void> {
  const often = count > 1 ? `It occurred ${count} times since it was told last.` : 'It occurred once.';
  const text = [
    `On ${hostname()}: ${title}`,
    '',
    often,
    'It is told again after an hour at the earliest.',
    '',
    details,
  ].join('\n');
  const html = htmlMail('en', [{ tone: 'bad', title, fixedText: text }]);
  const subject = `[Commonwatt] ${title.replace(/\s+/g, ' ')}`;
  for (const to of administrators) await mailer.send({ to, subject, text, html, key: `error-${randomUUID()}` });
}
