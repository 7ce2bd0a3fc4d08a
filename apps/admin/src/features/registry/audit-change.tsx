import { isText } from '@commonwatt/ui/texts.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './registry.module.css';

/** What an act changed: fields with what they were and what they became. */
export function AuditChange({ before, after }: { before: unknown; after: unknown }) {
  const [was, is] = [fieldsIn(before), fieldsIn(after)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]),
  );
  if (names.length === 0) return null;
  return (
    <dl className={styles.changes}>
      {names.map((name) => (
        <div key={name}>
          <FieldName name={name} />
          <dd lang="und">
            {name in was && <Value value={was[name]} isOld />} {name in is && <Value value={is[name]} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** As its form names it; what is in no form, as it is stored. */
function FieldName({ name }: { name: string }) {
  const { t } = useTexts('registry');
  const key = `fields.${name}`;
  return isText('registry', key) ? <dt>{t(key)}</dt> : <dt lang="und">{name}</dt>;
}

function fieldsIn(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** More characters than so are shown when asked for: rules of a scenario would fill the page. */
const longFrom = 120;

function Value({ value, isOld = false }: { value: unknown; isOld?: boolean }) {
  const text = value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value);
  const Mark = isOld ? 'del' : 'ins';
  if (text.length < longFrom) return <Mark>{text}</Mark>;
  return (
    <details>
      <summary>
        <Mark>{`${text.replaceAll(/\s+/g, ' ').slice(0, 60)} …`}</Mark>
      </summary>
      <pre className={styles.example}>{text}</pre>
    </details>
  );
}
