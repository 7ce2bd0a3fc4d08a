import { z } from 'zod';
import { type HomeAlertKind, homeAlertKinds } from '../home-alerts.ts';
import { unitRefSchema } from '../refs.ts';
import { type MailText, type MessageLanguage, oneLine } from './failure-message.ts';
import { htmlMail } from './html-mail.ts';
import { formatLocalTime } from './local-time.ts';

/** `over`: what was the matter is so no more. `ended`: nobody checks it any more, or it is checked anew. */
export const homeAlertEvents = ['begun', 'over', 'ended'] as const;

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

type Words = {
  events: Record<HomeAlertKind, Record<HomeAlertNews['event'], string>>;
  advice: Record<HomeAlertKind, string>;
  /** What it means that an alert ended without being over. */
  ended: string;
  home: string;
  time: string;
  link: string;
  unsubscribe: string;
};

const wordsOf: Record<MessageLanguage, Words> = {
  en: {
    events: {
      silent: {
        begun: 'Nothing was heard from your home',
        over: 'Your home is heard again',
        ended: 'An alert of your home was closed',
      },
      trouble: {
        begun: 'Your home reported a problem',
        over: 'Your home reports no more problems',
        ended: 'An alert of your home was closed',
      },
    },
    advice: {
      silent:
        'Your house keeps running on its own; it only does not share. If the network or power of the device is off, turn it on. Staff see this too.',
      trouble: 'Staff see this too. You need do nothing.',
    },
    ended: 'It is no longer checked, or is checked anew. You are told again if something is the matter.',
    home: 'Home: ',
    time: 'Time: ',
    link: 'The alerts of your home: ',
    unsubscribe: 'No more of these mails: ',
  },
  ja: {
    events: {
      silent: {
        begun: 'わが家からの連絡が途絶えました',
        over: 'わが家からの連絡が戻りました',
        ended: 'わが家のお知らせが終了しました',
      },
      trouble: {
        begun: 'わが家の機器が問題を報告しました',
        over: 'わが家の機器からの問題の報告がなくなりました',
        ended: 'わが家のお知らせが終了しました',
      },
    },
    advice: {
      silent:
        '家の電気はそのまま使えます。おすそわけだけがお休みです。機器の電源やネットワークが切れていたら入れてください。運営も確認しています。',
      trouble: '運営も確認しています。何もしなくて大丈夫です。',
    },
    ended: '確認を終えたか、やり直しています。気になることがあれば、あらためてお知らせします。',
    home: '家: ',
    time: '時刻: ',
    link: 'わが家のお知らせ: ',
    unsubscribe: 'メールの停止: ',
  },
};

export type HomeAlertLinks = { alerts: string | null; unsubscribe: string | null };

/** The mail that tells a resident of an own home, with a readable part. */
export function homeAlertMail(
  { homeName, kind, event, atMs, timeZone }: HomeAlertNews,
  language: MessageLanguage,
  links: HomeAlertLinks,
): MailText & { html: string } {
  const words = wordsOf[language];
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
