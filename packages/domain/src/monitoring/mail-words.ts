import type { HomeAlertKind } from '../home-alerts.ts';
import type { HomeAlertEvent } from './home-alert-mail.ts';
import { en } from './mail-words/en.ts';
import { ja } from './mail-words/ja.ts';
import type { MessageLanguage } from './message-languages.ts';

/** All that mails say in one language. */
export type MailWords = {
  /** To staff, about a failure. */
  failure: {
    subject: (type: string, isClosed: boolean, ids: string) => string;
    digestSubject: (count: number, place: string) => string;
    heading: (isClosed: boolean) => string;
    label: Record<'type' | 'communityId' | 'clusterId' | 'programId' | 'unitId' | 'detected' | 'closed', string>;
    reasons: Record<string, string>;
    link: string;
  };
  /** To a resident, about an own home. */
  homeAlert: {
    events: Record<HomeAlertKind, Record<HomeAlertEvent, string>>;
    advice: Record<HomeAlertKind, string>;
    /** What it means that an alert ended without being over. */
    ended: string;
    home: string;
    time: string;
    link: string;
    unsubscribe: string;
  };
  /** With the code that shows whose an address is. */
  addressCode: { subject: string; before: string; after: string };
  /** To try out a recipient. */
  test: { subject: string; text: string };
};

export const mailWords: Readonly<Record<MessageLanguage, MailWords>> = { en, ja };
