import { describe, expect, test } from 'vitest';
import { homeAlertKinds } from '../home-alerts.ts';
import { type HomeAlertNews, homeAlertEvents, homeAlertMail } from './home-alert-mail.ts';
import { messageLanguages } from './message-languages.ts';

const news: HomeAlertNews = {
  home: { communityId: 'c', clusterId: 'k', unitId: 'E001' },
  homeName: 'House 1',
  kind: 'silent',
  event: 'begun',
  atMs: Date.UTC(2026, 5, 9, 5, 32),
  timeZone: 'Asia/Tokyo',
};
const links = {
  alerts: 'https://power.example.org/c/k/E001/alerts',
  unsubscribe: 'https://power.example.org/u?token=t',
};

test('a mail says what, of which home, when, what to do, and how to get no more of them', () => {
  expect(homeAlertMail(news, 'en', links)).toMatchObject({
    subject: 'Nothing was heard from your home: House 1',
    text: [
      'Nothing was heard from your home',
      '',
      'Home: House 1',
      'Time: 2026-06-09 14:32:00+09:00',
      '',
      'Your house keeps running on its own; it only does not share. If the network or power of the device is off, turn it on. Staff see this too.',
      '',
      `The alerts of your home: ${links.alerts}`,
      `No more of these mails: ${links.unsubscribe}`,
    ].join('\n'),
  });
});

describe.for(messageLanguages)('in %s', (language) => {
  test.for(homeAlertKinds.flatMap((kind) => homeAlertEvents.map((event) => [kind, event] as const)))(
    '%s, %s: another subject than at the beginning, and advice unless it is over',
    ([kind, event]) => {
      const mail = homeAlertMail({ ...news, kind, event }, language, { alerts: null, unsubscribe: null });
      const begun = homeAlertMail({ ...news, kind, event: 'begun' }, language, { alerts: null, unsubscribe: null });
      expect(mail.subject === begun.subject).toBe(event === 'begun');
      expect(mail.text.split('\n').length).toBe(event === 'over' ? 4 : 6);
      expect(mail.html).toContain(`<html lang="${language}">`);
      expect(mail.html).not.toContain('href');
    },
  );
});

test('the name of a home is text: no header, no markup', () => {
  const mail = homeAlertMail({ ...news, homeName: '<b>x</b>\r\nBcc: y@example.org' }, 'en', links);
  expect(mail.subject).toBe('Nothing was heard from your home: <b>x</b> Bcc: y@example.org');
  expect(mail.html).not.toContain('<b>');
});
