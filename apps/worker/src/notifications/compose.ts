import { createHash } from 'node:crypto';
import type { ClaimedMessage } from '@commonwatt/database/message-delivery';
import { failureMailHtml } from '@commonwatt/domain/monitoring/failure-mail-html';
import {
  digestMail,
  failureMail,
  type Incident,
  incidentSchema,
  type MailText,
} from '@commonwatt/domain/monitoring/failure-message';
import { homeAlertMail, homeAlertNewsSchema } from '@commonwatt/domain/monitoring/home-alert-mail';
import { messageLanguageOf } from '@commonwatt/domain/monitoring/message-languages';
import type { NotificationSettings } from './settings.ts';

/** Messages that go out as one: to whom, by what, and what it says. */
export type Letter = MailText & {
  channel: string;
  address: string;
  secret: string | null;
  key: string;
  html: string;
  /** What a webhook receives. */
  body: string;
  /** Where one click, or a program in its place, ends mails of this kind; null: there is no such place. */
  unsubscribeUrl: string | null;
};

/**
 * Puts messages to one recipient into one letter. The address is the one that the recipient has now. @throws Error when
 * what was stored cannot be read.
 */
export function composeLetter(
  messages: readonly [ClaimedMessage, ...ClaimedMessage[]],
  { publicUrl }: Pick<NotificationSettings, 'publicUrl'>,
): Letter {
  const [first] = messages;
  if (first.userId !== null) return composeHomeAlert(first, publicUrl);
  const language = messageLanguageOf(first.recipient?.language ?? first.language);
  const incidents = messages.map(({ incident }) => incidentSchema.parse(incident));
  const linkOf = (incident: Incident) => linkTo(incident, publicUrl);
  const [incident] = incidents;
  const mail = incidents.length === 1 && incident ? failureMail(incident, language) : digestMail(incidents, language);
  const key = messages.length === 1 ? first.idempotencyKey : digestKey(messages);
  return {
    ...mail,
    channel: first.recipient?.channel ?? first.channel,
    address: first.recipient?.address ?? first.address,
    secret: first.recipient?.secret ?? null,
    key,
    html: failureMailHtml(incidents, { language, linkOf }),
    unsubscribeUrl: null,
    body: JSON.stringify({
      id: key,
      subject: mail.subject,
      events: messages.map(({ event, idempotencyKey: id }, i) => ({
        id,
        event: `failure.${event}`,
        failure: incidents[i] && webhookFailure(incidents[i], linkOf(incidents[i])),
      })),
    }),
  };
}

/** News of an own home to one of its residents. */
function composeHomeAlert({ idempotencyKey: key, incident, address, ...message }: ClaimedMessage, base: string | null) {
  const { alertMail } = message.user ?? {};
  const news = homeAlertNewsSchema.parse(incident);
  const { communityId, clusterId, unitId } = news.home;
  const place = [communityId, clusterId, unitId].map(encodeURIComponent).join('/');
  const token = alertMail?.unsubscribeToken ?? '';
  const unsubscribeUrl = base === null ? null : `${base}/unsubscribe?token=${encodeURIComponent(token)}`;
  const links = { alerts: base === null ? null : `${base}/${place}/alerts`, unsubscribe: unsubscribeUrl };
  const mail = homeAlertMail(news, messageLanguageOf(alertMail?.language ?? message.language), links);
  return { ...mail, channel: message.channel, address, secret: null, key, body: '', unsubscribeUrl };
}

function webhookFailure(incident: Incident, link: string | null) {
  const { failureId: id, detectedMs, closedMs, timeZone: _, ...same } = incident;
  const closedAt = closedMs === null ? null : new Date(closedMs).toISOString();
  return { id, ...same, detectedAt: new Date(detectedMs).toISOString(), closedAt, link };
}

function linkTo({ communityId, clusterId, failureId }: Incident, publicUrl: string | null): string | null {
  if (publicUrl === null) return null;
  if (communityId === null || clusterId === null) return `${publicUrl}/admin/`;
  const place = [communityId, clusterId].map(encodeURIComponent).join('/');
  return `${publicUrl}/admin/${place}/monitoring?failure=${failureId}`;
}

/** The same messages make the same digest. */
function digestKey(messages: readonly ClaimedMessage[]): string {
  const keys = messages.map(({ idempotencyKey }) => idempotencyKey).join(' ');
  return `digest-${createHash('sha256').update(keys).digest('hex').slice(0, 32)}`;
}
