import { z } from 'zod';
import { formatLocalTime } from './local-time.ts';

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

export const messageLanguages = ['en', 'ja'] as const;
export type MessageLanguage = (typeof messageLanguages)[number];

export type MailText = { subject: string; text: string };

type Words = {
  subject: (type: string, isClosed: boolean, ids: string) => string;
  heading: (isClosed: boolean) => string;
  label: Record<'type' | 'communityId' | 'clusterId' | 'programId' | 'unitId' | 'detected' | 'closed', string>;
  reasons: Record<string, string>;
};

const event = (isClosed: boolean) => (isClosed ? 'closed' : 'detected');
const eventJa = (isClosed: boolean) => (isClosed ? '終了' : '検出');

const wordsOf: Record<MessageLanguage, Words> = {
  en: {
    subject: (type, isClosed, ids) => `[${type}] failure ${event(isClosed)} : ${ids}`,
    heading: (isClosed) => `failure ${event(isClosed)}`,
    label: {
      type: 'type: ',
      // The space before this colon has always been there, and mail filters know it.
      communityId: 'communityId : ',
      clusterId: 'clusterId: ',
      programId: 'programId: ',
      unitId: 'unitId: ',
      detected: 'detected: ',
      closed: 'closed: ',
    },
    reasons: {
      monitorOff: 'Closed because the monitor was switched off.',
      unitLeft: 'Closed because the unit is not in service any more.',
      clusterLeft: 'Closed because no unit of the cluster is in service any more.',
      grown: 'Closed because more units fell silent: another failure lists them all.',
    },
  },
  ja: {
    subject: (type, isClosed, ids) => `[${type}] 障害${eventJa(isClosed)} : ${ids}`,
    heading: (isClosed) => (isClosed ? '障害が終了しました' : '障害を検出しました'),
    label: {
      type: '種類: ',
      communityId: 'コミュニティ ID: ',
      clusterId: 'クラスター ID: ',
      programId: 'プログラム ID: ',
      unitId: 'ユニット ID: ',
      detected: '検出: ',
      closed: '終了: ',
    },
    reasons: {
      monitorOff: '監視が停止されたため終了しました。',
      unitLeft: 'ユニットが運用対象から外れたため終了しました。',
      clusterLeft: 'クラスターに運用中のユニットがなくなったため終了しました。',
      grown: '応答のないユニットが増えたため終了し、別の障害にまとめました。',
    },
  },
};

/** Subject and plain text of a mail about a failure; in English exactly as they have always been. */
export function failureMail(incident: Incident, language: MessageLanguage): MailText {
  const { subject, heading, label, reasons } = wordsOf[language];
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
  const subject =
    language === 'ja' ? `障害通知 ${mails.length} 件 : ${place}` : `${mails.length} failure messages : ${place}`;
  const overview = mails.map((mail) => `- ${mail.subject}`).join('\n');
  const line = '-'.repeat(40);
  return { subject: oneLine(subject), text: [overview, ...mails.map((mail) => mail.text)].join(`\n\n${line}\n\n`) };
}

/** Ids and names are free text: a line break in one must not become a header of its own. */
export function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}
