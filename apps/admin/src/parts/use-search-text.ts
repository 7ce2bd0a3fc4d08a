import { type RefObject, type SyntheticEvent, useEffect, useRef } from 'react';

/**
 * A search field beside what the address searches for: `search` sends what stands in the field, without spaces around it.
 * Text that comes from elsewhere (a link, going back) is shown in it; what is being typed stays.
 */
export function useSearchText(
  text: string,
  onSearch: (text: string | undefined) => void,
): { field: RefObject<HTMLInputElement | null>; search: (submitted?: SyntheticEvent) => void } {
  const field = useRef<HTMLInputElement>(null);
  const sent = useRef(text);
  useEffect(() => {
    if (!field.current || text === sent.current) return;
    sent.current = text;
    field.current.value = text;
  }, [text]);
  function search(submitted?: SyntheticEvent) {
    submitted?.preventDefault();
    sent.current = field.current?.value.trim() ?? '';
    onSearch(sent.current || undefined);
  }
  return { field, search };
}
