import { expect, test } from 'vitest';
import { addressCodeMail } from './address-code-mail.ts';
import { messageLanguages } from './message-languages.ts';

test.for(messageLanguages)('in %s: the code stands on a line of its own, and not in the subject', (language) => {
  const { subject, text, html } = addressCodeMail('ABCD-2345', language);
  expect(text.split('\n')).toContain('ABCD-2345');
  expect(html).toContain('>ABCD-2345<');
  // Subjects are shown on locked screens.
  expect(subject).not.toContain('ABCD');
});
