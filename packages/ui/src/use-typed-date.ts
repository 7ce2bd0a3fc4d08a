import { type ChangeEvent, type FocusEvent, useEffect, useRef } from 'react';

/**
 * What a field for a date, with or without a time, needs to be typed into where the page follows it at once: `onChange`
 * is told of whole dates only (on the way to 2024 browsers tell of the years 2, 20 and 202), and what is `shown` from
 * elsewhere does not come between two keys.
 */
export function useTypedDate(shown: string, onChange: (date: string) => void) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (field.current && field.current !== document.activeElement) field.current.value = shown;
  }, [shown]);
  return {
    ref: field,
    defaultValue: shown,
    onChange({ target: { value, validity } }: ChangeEvent<HTMLInputElement>) {
      if (!validity.badInput && !value.startsWith('0')) onChange(value);
    },
    onBlur({ target }: FocusEvent<HTMLInputElement>) {
      // Half a date stays, for whoever comes back to it.
      if (!target.validity.badInput) target.value = shown;
    },
  };
}

/** The `max` of a field for a date and a time: without one a year may have six digits, and typing 2024 does not end it. */
export const latestLocalTime = '9999-12-31T23:59';
