import { failureMail, type Incident } from './failure-message.ts';
import { htmlMail } from './html-mail.ts';
import { mailWords } from './mail-words.ts';
import type { MessageLanguage } from './message-languages.ts';

/** The readable part of a mail about failures: a card for each, with a link where `linkOf` has one. */
export function failureMailHtml(
  incidents: readonly Incident[],
  { language, linkOf }: { language: MessageLanguage; linkOf: (incident: Incident) => string | null },
): string {
  const cards = incidents.map((incident) => {
    const { subject: title, text: fixedText } = failureMail(incident, language);
    const url = linkOf(incident);
    const tone = incident.closedMs === null ? ('bad' as const) : ('good' as const);
    return { tone, title, fixedText, links: url === null ? [] : [{ name: mailWords[language].failure.link, url }] };
  });
  return htmlMail(language, cards);
}
