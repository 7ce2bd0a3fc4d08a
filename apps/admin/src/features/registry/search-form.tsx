import { useTexts } from '@commonwatt/ui/use-texts.ts';
import type { ReactNode } from 'react';
import controls from '../../parts/controls.module.css';
import { useSearchText } from '../../parts/use-search-text.ts';
import styles from './registry.module.css';

type SearchFormProps = {
  label: string;
  text: string;
  onSearch: (text: string | undefined) => void;
  /** What else narrows the list down. */
  children: ReactNode;
};

/** Searches for words with Enter; the choices beside it take effect at once. */
export function SearchForm({ label, text, onSearch, children }: SearchFormProps) {
  const { t } = useTexts('registry');
  const { field, search } = useSearchText(text, onSearch);
  return (
    <form className={styles.filters} onSubmit={search} role="search">
      <input
        ref={field}
        type="search"
        className={controls.field}
        aria-label={label}
        placeholder={label}
        defaultValue={text}
        maxLength={200}
      />
      <button type="submit" className={controls.button}>
        {t('searchNow')}
      </button>
      {children}
    </form>
  );
}
