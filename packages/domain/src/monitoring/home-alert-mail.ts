import { z } from 'zod';
import { homeAlertKinds } from '../home-alerts.ts';
import { unitRefSchema } from '../refs.ts';
import { type MailText, oneLine } from './failure-message.ts';
import { htmlMail } from './html-mail.ts';
import { formatLocalTime } from './local-time.ts';
import { mailWords } from './mail-words.ts';
import type { MessageLanguage } from './message-languages.ts';

/** `over`: what was the matter is so no more. `ended`: nobody checks it any more, or it is checked anew. */
export const homeAlertEvents = ['begun', 'over', 'ended'] as const;
export type HomeAlertEvent = (typeof homeAlertEvents)[number];

/** What a resident is told of an own home at an instant; nothing in it is about another one. Times are epoch ms. */
export const homeAlertNewsSchema = z.object({
  home: unitRefSchema,
  homeName: z.string(),
  kind: z.enum(homeAlertKinds),
  event: z.enum(homeAlertEvents),
  atMs: z.number(),
  timeZone: z.string(),
});
export type HomeAlertNews = z.infer<typeof homeAlertNewsSchema>;

export type HomeAlertLinks = { alerts: string | null; unsubscribe: string | null };

/** The mail that tells a resident of an own home, with a readable part. */
export function homeAlertMail(
  { homeName, kind, event, atMs, timeZone }: HomeAlertNews,
  language: MessageLanguage,
  links: HomeAlertLinks,
): MailText & { html: string } {
  const words = mailWords[language].homeAlert;
  const what = words.events[kind][event];
  const subject = oneLine(`${what}: ${homeName}`);
  const facts = [
    `${words.home}${homeName}`,
    `${words.time}${formatLocalTime(new Date(atMs), timeZone)}`,
    ...(event === 'begun' ? ['', words.advice[kind]] : []),
    ...(event === 'ended' ? ['', words.ended] : []),
  ];
  const addresses = [
    ...(links.alerts === null ? [] : [{ label: words.link, url: links.alerts }]),
    ...(links.unsubscribe === null ? [] : [{ label: words.unsubscribe, url: links.unsubscribe }]),
  ];
  const text = [what, '', ...facts, '', ...addresses.map(({ label, url }) => `${label}${url}`)].join('\n').trimEnd();
  const html = htmlMail(language, [
    {
      tone: event === 'begun' ? 'bad' : 'good',
      title: what,
      lines: facts.filter((line) => line !== ''),
      links: addresses.map(({ label, url }) => ({ name: label.replace(/[:\s]+$/, ''), url })),
    },
  ]);
  return { subject, text, html };
}
