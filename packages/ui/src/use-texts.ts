import { useLingui } from '@lingui/react';
import { use, useMemo } from 'react';
import { hasTexts, loadTexts, type Namespace, type Translate } from './texts.ts';

/**
 * The texts of one namespace in the page's language, and that language for formatting numbers and dates. Suspends while
 * they are loaded.
 */
export function useTexts<In extends Namespace>(namespace: In): { t: Translate<In>; language: string } {
  const { i18n } = useLingui();
  if (!hasTexts(namespace)) use(loadTexts(namespace));
  const { locale } = i18n;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language is another translation
  const t = useMemo<Translate<In>>(
    () => (key, values) => i18n._(`${namespace}.${key}`, values),
    [i18n, locale, namespace],
  );
  return { t, language: locale };
}
