import type { MeanwhileChanges } from '@commonwatt/domain/domain-error';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import controls from '../../parts/controls.module.css';
import { FieldText } from './field-text.tsx';
import styles from './registry.module.css';
import type { RegistryField } from './registry-tables.ts';
import type { References } from './use-references.ts';

type StaleNoticeProps = {
  changes: MeanwhileChanges;
  fields: readonly RegistryField[];
  references: References;
  timeZone: string;
  onFollow: () => void;
};

/** What somebody else has changed since the form was opened; the own changes can go on from there. */
export function StaleNotice({ changes, fields, references, timeZone, onFollow }: StaleNoticeProps) {
  const { t } = useTexts('registry');
  return (
    <div role="alert" className={styles.stale}>
      <b>{t('stale')}</b>
      <ul>
        {fields
          .filter(({ name }) => name in changes)
          .map((field) => (
            <li key={field.name}>
              {t(`fields.${field.name}`)}:{' '}
              <del>
                <FieldText
                  field={field}
                  value={changes[field.name]?.from}
                  references={references}
                  timeZone={timeZone}
                />
              </del>{' '}
              →{' '}
              <ins>
                <FieldText field={field} value={changes[field.name]?.to} references={references} timeZone={timeZone} />
              </ins>
            </li>
          ))}
      </ul>
      <button type="button" className={controls.button} onClick={onFollow}>
        {t('follow')}
      </button>
    </div>
  );
}
