import { z } from 'zod';
import { formatLocalTime } from './local-time.ts';
import { mailWords } from './mail-words.ts';
import type { MessageLanguage } from './message-languages.ts';

/** A failure at the instant of a message about it. Times are epoch ms. */
export const incidentSchema = z.object({
  failureId: z.number(),
  type: z.string(),
  communityId: z.string().nullable(),
  clusterId: z.string().nullable(),
  programId: z.string().nullable(),
  unitId: z.string().nullable(),
  detectedMs: z.number(),
  closedMs: z.number().nullable(),
  description: z.string().nullable(),
  closeReason: z.string().nullable(),
  timeZone: z.string(),
});
export type Incident = z.infer<typeof incidentSchema>;

export type MailText = { subject: string; text: string };

/** Subject and plain text of a mail about a failure; in English exactly as they have always been. */
export function failureMail(incident: Incident, language: MessageLanguage): MailText {
  const { subject, heading, label, reasons } = mailWords[language].failure;
  const { type, closedMs, timeZone, description, closeReason } = incident;
  const isClosed = closedMs !== null;
  const at = (ms: number) => formatLocalTime(new Date(ms), timeZone);
  const ids = (['communityId', 'clusterId', 'programId', 'unitId'] as const).flatMap((name) => {
    const value = incident[name];
    return value === null ? [] : [`${label[name]}${value}`];
  });
  const reason = closeReason === null ? undefined : reasons[closeReason];
  const lines = [
    heading(isClosed),
    '',
    `${label.type}${type}`,
    ...ids,
    `${label.detected}${at(incident.detectedMs)}`,
    ...(isClosed ? [`${label.closed}${at(closedMs)}`] : []),
    '',
    description ?? '',
    ...(reason === undefined ? [] : ['', reason]),
  ];
  return { subject: oneLine(subject(type, isClosed, incidentIds(incident).join(' > '))), text: lines.join('\n') };
}

/** The ids that a failure has, from the community down. */
export function incidentIds({ communityId, clusterId, programId, unitId }: Incident): string[] {
  return [communityId, clusterId, programId, unitId].filter((id) => id !== null);
}

/** One mail about several messages, oldest first. */
export function digestMail(incidents: readonly Incident[], language: MessageLanguage): MailText {
  const mails = incidents.map((incident) => failureMail(incident, language));
  const first = incidents[0];
  const place = first ? incidentIds(first).slice(0, 2).join(' > ') : '';
  const subject = mailWords[language].failure.digestSubject(mails.length, place);
  const overview = mails.map((mail) => `- ${mail.subject}`).join('\n');
  const line = '-'.repeat(40);
  return { subject: oneLine(subject), text: [overview, ...mails.map((mail) => mail.text)].join(`\n\n${line}\n\n`) };
}

/** Ids and names are free text: a line break in one must not become a header of its own. */
export function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}
