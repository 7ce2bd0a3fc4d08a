import { groupBy } from '@commonwatt/domain/group-by';
import { compareAlerts, type ExpectedAlert, type RaisedAlert } from '../alerts/compare-alerts.ts';
import type { KeptMail } from './mail-server.ts';
import { longestReadMs } from './story.ts';

/** A failure as it is stored at the end. */
export type StoredFailure = RaisedAlert & { id: number; communityId: string; lineCount: number };

/** A message about a failure as it is stored at the end. */
export type StoredMessage = { key: string; failureId: number; event: string; isDelivered: boolean };

/** What was so, what Commonwatt has made of it, and what arrived. Times are epoch ms. */
export type AlertRecords = {
  /** What went wrong, by community. */
  troubles: ReadonlyMap<string, readonly ExpectedAlert[]>;
  failures: readonly StoredFailure[];
  messages: readonly StoredMessage[];
  /** Each mail that the mail server kept, in their order. */
  mails: readonly KeptMail[];
  /** Errors in the log, by community. */
  errorLines: ReadonlyMap<string, number>;
  untilMs: number;
};

export type AlertFindings = {
  troubles: number;
  alerts: number;
  mails: number;
  /** Messages of which no mail was kept. */
  lost: string[];
  /** Messages that are not noted as delivered. */
  waiting: string[];
  /** Mails of a message of which one had been kept, and its sender told so. */
  repeated: string[];
  /** Mails of a message of which one had been kept without a word: nobody could know. */
  sentAgain: string[];
  /** Mails that no message asks for. */
  unasked: string[];
  /** Failures whose end was told before their beginning. */
  disordered: number[];
  /** Failures without exactly one message about each of their events. */
  voiceless: number[];
  /** Open, while all is well. */
  leftOpen: number[];
  /** Troubles of which nothing was told. */
  untold: ExpectedAlert[];
  /** Failures that stand for no trouble, or for one that another stands for. */
  invented: StoredFailure[];
  /** Communities of which an error line was judged twice or not at all. */
  miscounted: { communityId: string; stored: number; judged: number }[];
};

/** Sets what arrived and what is stored beside what was so, once everything has settled. */
export function examineAlerts(records: AlertRecords): AlertFindings {
  const { troubles, failures, messages, mails, errorLines, untilMs } = records;
  const firstMail = new Map<string, number>();
  const answered = new Set<string>();
  const repeated: string[] = [];
  const sentAgain: string[] = [];
  for (const [i, { key, isAnswered }] of mails.entries()) {
    if (answered.has(key)) repeated.push(key);
    else if (firstMail.has(key)) sentAgain.push(key);
    else firstMail.set(key, i);
    if (isAnswered) answered.add(key);
  }
  const known = new Set(messages.map(({ key }) => key));
  const messagesOf = groupBy(messages, ({ failureId }) => failureId);
  const failuresOf = groupBy(failures, ({ communityId }) => communityId);
  const compared = [...troubles].map(([communityId, expected]) =>
    compareAlerts(expected, failuresOf.get(communityId) ?? [], { untilMs, earlyMs: longestReadMs }),
  );
  const strangers = failures.filter(({ communityId }) => !troubles.has(communityId));
  return {
    troubles: [...troubles.values()].flat().length,
    alerts: messages.length,
    mails: mails.length,
    lost: messages.filter(({ key }) => !firstMail.has(key)).map(({ key }) => key),
    waiting: messages.filter(({ isDelivered }) => !isDelivered).map(({ key }) => key),
    repeated,
    sentAgain,
    unasked: [...firstMail.keys()].filter((key) => !known.has(key)),
    disordered: failures.filter(({ id }) => isDisordered(messagesOf.get(id) ?? [], firstMail)).map(({ id }) => id),
    voiceless: failures.filter((failure) => !isTold(failure, messagesOf.get(failure.id) ?? [])).map(({ id }) => id),
    leftOpen: failures.filter(({ closedMs }) => closedMs === null).map(({ id }) => id),
    untold: compared.flatMap(({ missed }) => missed),
    invented: [...strangers, ...compared.flatMap(({ unexpected }) => unexpected)],
    miscounted: [...errorLines]
      .map(([communityId, stored]) => ({ communityId, stored, judged: linesJudged(failuresOf.get(communityId) ?? []) }))
      .filter(({ stored, judged }) => stored !== judged),
  };
}

function isDisordered(messages: readonly StoredMessage[], firstMail: ReadonlyMap<string, number>): boolean {
  const first = (event: string) =>
    Math.min(
      ...messages.filter((one) => one.event === event).map(({ key }) => firstMail.get(key) ?? Number.POSITIVE_INFINITY),
    );
  return first('closed') < first('detected');
}

function isTold({ closedMs }: StoredFailure, messages: readonly StoredMessage[]): boolean {
  const wanted = closedMs === null ? ['detected'] : ['closed', 'detected'];
  return (
    messages
      .map(({ event }) => event)
      .sort()
      .join() === wanted.join()
  );
}

function linesJudged(failures: readonly StoredFailure[]): number {
  return failures.reduce((sum, { lineCount }) => sum + lineCount, 0);
}
