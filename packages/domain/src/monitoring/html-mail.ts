import { escapeHtml } from '../escape-html.ts';
import type { MessageLanguage } from './message-languages.ts';

/** `bad`: something is the matter; `good`: it is no more; `plain`: neither. */
export type MailTone = 'bad' | 'good' | 'plain';

export type MailCard = {
  tone: MailTone;
  title: string;
  /** Paragraphs of text. */
  lines?: readonly string[];
  /** Text whose line breaks and columns are kept. */
  fixedText?: string;
  links?: readonly { name: string; url: string }[];
};

const accents: Record<MailTone, string> = { bad: '#b3261e', good: '#1b6e3c', plain: '#5b6472' };

/** The readable part of a mail: its cards, one below the other. All text is escaped, and nothing is fetched from elsewhere. */
export function htmlMail(language: MessageLanguage, cards: readonly MailCard[]): string {
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"></head>`,
    '<body style="margin:0;padding:16px;background:#f4f5f7;font-family:sans-serif;color:#1c2330">',
    ...cards.map(htmlCard),
    '</body></html>',
  ].join('\n');
}

function htmlCard({ tone, title, lines = [], fixedText, links = [] }: MailCard): string {
  const style = `margin:0 auto 16px;max-width:640px;padding:16px;background:#ffffff;border-left:6px solid ${accents[tone]}`;
  const fixedStyle = 'margin:0;white-space:pre-wrap;font-family:monospace;font-size:14px';
  return [
    `<div style="${style}">`,
    `<h1 style="margin:0 0 12px;font-size:18px">${escapeHtml(title)}</h1>`,
    ...lines.map((line) => `<p style="margin:0 0 8px">${escapeHtml(line)}</p>`),
    ...(fixedText === undefined ? [] : [`<pre style="${fixedStyle}">${escapeHtml(fixedText)}</pre>`]),
    ...links.map(
      ({ name, url }) => `<p style="margin:16px 0 0"><a href="${escapeHtml(url)}">${escapeHtml(name)}</a></p>`,
    ),
    '</div>',
  ].join('\n');
}
