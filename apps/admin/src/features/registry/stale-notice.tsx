import type { MeanwhileChanges } from '@commonwatt/domain/domain-error';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import controls from '../../parts/controls.module.css';
import { MeanwhileNotice } from '../../parts/meanwhile-notice.tsx';
import { FieldText } from './field-text.tsx';
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
  const show = (field: RegistryField, value: unknown) => (
    <FieldText field={field} value={value} references={references} timeZone={timeZone} />
  );
  const changed = fields.filter(({ name }) => name in changes);
  return (
    <MeanwhileNotice
      title={t('stale')}
      changes={changed.map((field) => ({
        key: field.name,
        label: t(`fields.${field.name}`),
        from: show(field, changes[field.name]?.from),
        to: show(field, changes[field.name]?.to),
      }))}
    >
      <button type="button" className={controls.button} onClick={onFollow}>
        {t('follow')}
      </button>
    </MeanwhileNotice>
  );
}
