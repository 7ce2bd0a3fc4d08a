import { failureMail, type Incident, type MessageLanguage } from './failure-message.ts';

/**
 * The readable part of a mail about failures: a card for each, with a link where `linkOf` has one. Everything in it is
 * escaped, and nothing is fetched from elsewhere.
 */
export function failureMailHtml(
  incidents: readonly Incident[],
  { language, linkOf }: { language: MessageLanguage; linkOf: (incident: Incident) => string | null },
): string {
  const cards = incidents.map((incident) => card(incident, language, linkOf(incident)));
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"></head>`,
    '<body style="margin:0;padding:16px;background:#f4f5f7;font-family:sans-serif;color:#1c2330">',
    ...cards,
    '</body></html>',
  ].join('\n');
}

function card(incident: Incident, language: MessageLanguage, link: string | null): string {
  const { subject, text } = failureMail(incident, language);
  const accent = incident.closedMs === null ? '#b3261e' : '#1b6e3c';
  const action = language === 'ja' ? '障害を開く' : 'Open the failure';
  const style = `margin:0 auto 16px;max-width:640px;padding:16px;background:#ffffff;border-left:6px solid ${accent}`;
  return [
    `<div style="${style}">`,
    `<h1 style="margin:0 0 12px;font-size:18px">${escapeHtml(subject)}</h1>`,
    `<pre style="margin:0;white-space:pre-wrap;font-family:monospace;font-size:14px">${escapeHtml(text)}</pre>`,
    ...(link === null ? [] : [`<p style="margin:16px 0 0"><a href="${escapeHtml(link)}">${action}</a></p>`]),
    '</div>',
  ].join('\n');
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
