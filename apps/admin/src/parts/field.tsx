import type { Refused } from '@commonwatt/ui/api-error.ts';
import { type ReactNode, useId } from 'react';
import controls from './controls.module.css';
import styles from './field.module.css';
import { RefusalText } from './refusal.tsx';

type FieldProps = {
  label: string;
  hint?: string | undefined;
  /** What is wrong with it, shown below and told to screen readers with the field. */
  problem?: Refused | undefined;
  /** The input, which takes these. */
  children: (field: {
    id: string;
    className: string | undefined;
    'aria-invalid': boolean;
    'aria-describedby': string | undefined;
  }) => ReactNode;
};

/** A labelled field of a form with what is to be known about it, and what is wrong with it. */
export function Field({ label, hint, problem, children }: FieldProps) {
  const id = useId();
  const about = hint !== undefined || problem !== undefined ? `${id}-about` : undefined;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        className: controls.field,
        'aria-invalid': problem !== undefined,
        'aria-describedby': about,
      })}
      {about && (
        <div id={about}>
          {problem !== undefined && (
            <p className={styles.problem}>
              <RefusalText refused={problem} />
            </p>
          )}
          {hint !== undefined && <p className={styles.hint}>{hint}</p>}
        </div>
      )}
    </div>
  );
}
