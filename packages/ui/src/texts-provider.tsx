import { I18nProvider } from '@lingui/react';
import type { ReactNode } from 'react';
import { texts } from './texts.ts';

/** Everything below it is drawn anew when the language changes. */
export function TextsProvider({ children }: { children: ReactNode }) {
  return <I18nProvider i18n={texts}>{children}</I18nProvider>;
}
