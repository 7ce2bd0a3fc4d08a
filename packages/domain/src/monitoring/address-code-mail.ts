import type { MailText, MessageLanguage } from './failure-message.ts';
import { htmlMail } from './html-mail.ts';

const wordsOf: Record<MessageLanguage, { subject: string; before: string; after: string }> = {
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

/** The mail with the code that shows whose an address is. */
export function addressCodeMail(code: string, language: MessageLanguage): MailText & { html: string } {
  const { subject, before, after } = wordsOf[language];
  return {
    subject,
    text: [before, '', code, '', after].join('\n'),
    html: htmlMail(language, [{ tone: 'plain', title: code, lines: [before, after] }]),
  };
}
