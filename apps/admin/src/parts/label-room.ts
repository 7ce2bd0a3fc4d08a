/** About how wide a character of a label is, px; one of Japanese is twice as wide. */
const characterPx = 7;

/** How wide the widest of some labels below an axis is, with the gap to the next one, px. */
export function labelPx(labels: readonly string[]): number {
  return Math.max(0, ...labels.map(textPx)) + 6;
}

function textPx(text: string): number {
  return [...text].reduce((sum, one) => sum + (one > '\u2e80' ? 2 : 1) * characterPx, 0);
}
