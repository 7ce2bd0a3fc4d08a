import { randomUUID } from 'node:crypto';
import type { NotificationRecipient } from '@commonwatt/database/notification-recipients';
import { reasonOf, sendLetter } from './deliver-messages.ts';
import type { NotificationSettings } from './settings.ts';

export type TestOutcome = { isAccepted: boolean; answer: string };

const texts = {
  en: { subject: 'Commonwatt test message', text: 'This message was sent to try out a recipient of notifications.' },
  ja: { subject: 'Commonwatt テスト通知', text: '通知先の動作を確認するために送信されました。' },
};

/** Sends a test message at once, whatever the hour, and tells what the receiving server answered. */
export async function sendTestMessage(
  settings: NotificationSettings,
  recipient: Pick<NotificationRecipient, 'channel' | 'address' | 'secret' | 'language'>,
  now: Date,
): Promise<TestOutcome> {
  const { channel, address, secret, language } = recipient;
  const { subject, text } = language === 'ja' ? texts.ja : texts.en;
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
