import type { ReactNode } from 'react';
import styles from './meanwhile-notice.module.css';

type MeanwhileNoticeProps = {
  title: string;
  changes: readonly { key: string; label: string; from: ReactNode; to: ReactNode }[];
  /** What else there is to say. */
  note?: ReactNode;
  /** Buttons: how the own changes go on from there. */
  children: ReactNode;
};

/** What somebody else has changed since a form was opened: nothing that was typed is lost by it. */
export function MeanwhileNotice({ title, changes, note, children }: MeanwhileNoticeProps) {
  return (
    <div role="alert" className={styles.notice}>
      <b>{title}</b>
      <ul>
        {changes.map(({ key, label, from, to }) => (
          <li key={key}>
            {label}: <del>{from}</del> → <ins>{to}</ins>
          </li>
        ))}
      </ul>
      {note}
      <div className={styles.actions}>{children}</div>
    </div>
  );
}
