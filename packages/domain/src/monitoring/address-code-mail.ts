import type { MailText } from './failure-message.ts';
import { htmlMail } from './html-mail.ts';
import { mailWords } from './mail-words.ts';
import type { MessageLanguage } from './message-languages.ts';

/** The mail with the code that shows whose an address is. */
export function addressCodeMail(code: string, language: MessageLanguage): MailText & { html: string } {
  const { subject, before, after } = mailWords[language].addressCode;
  return {
    subject,
    text: [before, '', code, '', after].join('\n'),
    html: htmlMail(language, [{ tone: 'plain', title: code, lines: [before, after] }]),
  };
}
