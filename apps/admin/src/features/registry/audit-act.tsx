import { isText } from '@commonwatt/ui/texts.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './registry.module.css';

/** What was done, in words and by the name that the audit trail is searched by (`user.signIn`). */
export function AuditAct({ action }: { action: string }) {
  const { t } = useTexts('registry');
  const verb = action.split('.').at(-1);
  const key = [`acts.${action.replace('.', '_')}`, `acts.${verb}`].find((one) => isText('registry', one));
  return (
    <>
      {key && isText('registry', key) && <span>{t(key)}</span>}
      <code className={styles.code}>{action}</code>
    </>
  );
}
