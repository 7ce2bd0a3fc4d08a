import { expect, test } from 'vitest';
import { htmlMail } from './html-mail.ts';

test('each card has its title, its text and its links, in order', () => {
  const html = htmlMail('ja', [
    { tone: 'bad', title: 'One', lines: ['a', 'b'], links: [{ name: 'Open', url: 'https://x.example/?a=1&b=2' }] },
    { tone: 'good', title: 'Two', fixedText: 'c\n  d' },
  ]);
  expect(html).toContain('<html lang="ja">');
  expect(html.match(/<div /g)).toHaveLength(2);
  expect(html).toMatch(
    /One[\s\S]*>a<[\s\S]*>b<[\s\S]*href="https:\/\/x\.example\/\?a=1&amp;b=2">Open<[\s\S]*Two[\s\S]*c\n {2}d/,
  );
});

test('whatever it is told, there is no markup in it but its own, and nothing to fetch', () => {
  const evil = `"><img src=x onerror='x'>`;
  const html = htmlMail('en', [
    { tone: 'plain', title: evil, lines: [evil], fixedText: evil, links: [{ name: evil, url: evil }] },
  ]);
  expect(html).not.toContain('<img');
  expect(html).not.toMatch(/(src|url)\s*=\s*["']?(http|\/\/)/);
});
