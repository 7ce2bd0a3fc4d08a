import { formatInstant } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './registry.module.css';
import type { RegistryField } from './registry-tables.ts';
import { clusterName, communityName, type References, scenarioName } from './use-references.ts';

type FieldTextProps = {
  field: RegistryField;
  value: unknown;
  references: References;
  /** Of instants. */
  timeZone: string;
};

const missing = '–';

/** What a field holds, as people read it. */
export function FieldText({ field, value, references, timeZone }: FieldTextProps) {
  const { t, language } = useTexts('registry');
  if (value === null || value === undefined || value === '') return missing;
  switch (field.kind) {
    case 'boolean':
      return t(value ? 'yes' : 'no');
    case 'instant':
      return formatInstant((value as Date).getTime(), timeZone, language);
    case 'communityRef':
      return communityName(references, value);
    case 'clusterRef':
      return clusterName(references, value);
    case 'scenario':
      return scenarioName(references, value);
    case 'check':
      return <code className={styles.code}>{String(value)}</code>;
    case 'list': {
      const items = value as string[];
      return items.length === 0 ? missing : <Cut>{items.join(', ')}</Cut>;
    }
    default:
      return <Cut>{String(value)}</Cut>;
  }
}

/** Whoever registered it has named it, in whatever language. */
function Cut({ children }: { children: string }) {
  return (
    <span className={styles.cut} lang="und">
      {children}
    </span>
  );
}
