import { severityOf } from '@commonwatt/domain/monitoring/severity';
import { Icon } from '@commonwatt/ui/icons.tsx';
import styles from './monitoring.module.css';

/** The shape and colour of how bad a failure is. */
export function SeverityMark({ type }: { type: string }) {
  const severity = severityOf(type);
  return (
    <span className={severity === 'fail' ? styles.fail : styles.warn}>
      <Icon name={severity === 'fail' ? 'stop' : 'warning'} size={18} />
    </span>
  );
}
