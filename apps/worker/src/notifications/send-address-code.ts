import { randomUUID } from 'node:crypto';
import { escapeHtml } from '@commonwatt/domain/monitoring/failure-mail-html';
import type { MessageLanguage } from '@commonwatt/domain/monitoring/failure-message';
import type { Logger } from 'pino';
import type { NotificationSettings } from './settings.ts';

const texts: Record<MessageLanguage, { subject: string; before: string; after: string }> = {
  en: {
    subject: 'Your code for Commonwatt',
    before: 'Enter this code on the page of your alerts, within an hour:',
    after: 'If you did not ask for it, do nothing: no more mails come to this address.',
  },
  ja: {
    subject: 'Commonwatt の確認コード',
    before: '1時間以内に、お知らせの画面で次のコードを入力してください。',
    after: 'お心当たりがない場合は、何もしないでください。このアドレスにメールが届くことはありません。',
  },
};

/**
 * Mails a code to an address at once, since somebody waits for it; what is not accepted is not tried again. Resolves to
 * whether a mail server took it.
 */
export async function sendAddressCode(
  { mailer }: Pick<NotificationSettings, 'mailer'>,
  log: Logger,
  { address: to, code, language }: { address: string; code: string; language: MessageLanguage },
): Promise<boolean> {
  const { subject, before, after } = texts[language];
  const text = [before, '', code, '', after].join('\n');
  const html = [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"></head><body>`,
    `<p>${escapeHtml(before)}</p><p style="font-size:24px"><b>${escapeHtml(code)}</b></p><p>${escapeHtml(after)}</p>`,
    '</body></html>',
  ].join('\n');
  try {
    await mailer.send({ to, subject, text, html, key: `code-${randomUUID()}` });
    return true;
  } catch (error) {
    // The reason may name the address, which is not logged.
    log.warn({ code: error instanceof Error && 'code' in error ? error.code : undefined }, 'a code was not sent');
    return false;
  }
}
