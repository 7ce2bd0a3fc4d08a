import { randomUUID } from 'node:crypto';
import type { NotificationRecipient } from '@commonwatt/database/notification-recipients';
import { mailWords } from '@commonwatt/domain/monitoring/mail-words';
import { messageLanguageOf } from '@commonwatt/domain/monitoring/message-languages';
import { reasonOf, sendLetter } from './deliver-messages.ts';
import type { NotificationSettings } from './settings.ts';

export type TestOutcome = { isAccepted: boolean; answer: string };

/** Sends a test message at once, whatever the hour, and tells what the receiving server answered. */
export async function sendTestMessage(
  settings: NotificationSettings,
  recipient: Pick<NotificationRecipient, 'channel' | 'address' | 'secret' | 'language'>,
  now: Date,
): Promise<TestOutcome> {
  const { channel, address, secret, language } = recipient;
  const { subject, text } = mailWords[messageLanguageOf(language)].test;
  const key = `test-${randomUUID()}`;
  const body = JSON.stringify({ id: key, subject, events: [{ id: key, event: 'test' }] });
  const html = `<!doctype html><html><head><meta charset="utf-8"></head><body><p>${text}</p></body></html>`;
  try {
    const letter = { channel, address, secret, key, subject, text, html, body, unsubscribeUrl: null };
    return { isAccepted: true, answer: await sendLetter(settings, letter, now) };
  } catch (error) {
    return { isAccepted: false, answer: reasonOf(error) };
  }
}
