import type { DealOutcome } from '@commonwatt/domain/deal';
import { Icon, type IconName } from '@commonwatt/ui/icons.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './deals.module.css';

const icons: Record<DealOutcome, IconName> = {
  running: 'play',
  complete: 'check',
  aborted: 'warning',
  emergencyStop: 'stop',
  endUnknown: 'clock',
};

/** How a deal ended: a shape, a word and a colour. */
export function OutcomeMark({ outcome }: { outcome: DealOutcome }) {
  const { t } = useTexts('deals');
  return (
    <span className={`${styles.outcome} ${styles[outcome]}`}>
      <Icon name={icons[outcome]} size={14} />
      {t(`outcomes.${outcome}`)}
    </span>
  );
}
