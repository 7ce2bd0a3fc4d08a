import { useEffect, useRef } from 'react';
import controls from './controls.module.css';
import { useSearchText } from './use-search-text.ts';

type SearchFieldProps = {
  label: string;
  /** What stands in the field, where there is no room for its label. */
  hint?: string;
  /** What the address searches for. */
  text: string;
  onSearch: (text: string | undefined) => void;
};

const typingPauseMs = 300;

/** A field that searches once typing pauses, or the field is left: whoever goes elsewhere finds it so again. */
export function SearchField({ label, hint = label, text, onSearch }: SearchFieldProps) {
  const { field, search } = useSearchText(text, onSearch);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);
  function searchSoon() {
    clearTimeout(pause.current);
    pause.current = setTimeout(searchNow, typingPauseMs);
  }
  function searchNow() {
    clearTimeout(pause.current);
    search();
  }
  return (
    <input
      ref={field}
      type="search"
      className={controls.searchField}
      aria-label={label}
      placeholder={hint}
      maxLength={100}
      defaultValue={text}
      onChange={searchSoon}
      onBlur={searchNow}
    />
  );
}
