import { useId } from 'react';
import styles from './segments.module.css';

type SegmentsProps<Value extends string> = {
  label: string;
  value: Value | null;
  options: readonly { value: Value; text: string }[];
  onChange: (value: Value) => void;
  /** As wide as there is room, with targets for thumbs. */
  isWide?: boolean;
};

/** One of a few, all of them in sight. Radio buttons: arrow keys move between them. */
export function Segments<Value extends string>({ label, value, options, onChange, isWide }: SegmentsProps<Value>) {
  const name = useId();
  return (
    <fieldset className={`${styles.segments} ${isWide ? styles.wide : styles.compact}`}>
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          {option.text}
        </label>
      ))}
    </fieldset>
  );
}
