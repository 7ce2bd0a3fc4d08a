import styles from './account.module.css';

type FieldProps = { label: string; name: string; type: 'text' | 'password'; autoComplete: string };

/** A line to type something secret into. */
export function Field({ label, ...input }: FieldProps) {
  return (
    <label className={styles.field}>
      {label}
      <input {...input} required />
    </label>
  );
}
