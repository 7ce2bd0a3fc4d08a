import { expect, test } from 'vitest';
import { escapeHtml } from './escape-html.ts';

test('what is markup becomes text, and nothing else changes', () => {
  expect(escapeHtml(`<a href="x" title='y'>&amp; 家</a>`)).toBe(
    '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp; 家&lt;/a&gt;',
  );
});
