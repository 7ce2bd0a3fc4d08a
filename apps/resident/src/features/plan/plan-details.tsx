import { PlanTable } from '@commonwatt/ui/plan-chart/plan-table.tsx';
import { ScrollArea } from '@commonwatt/ui/scroll-area.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Card } from '../../shell/card.tsx';
import styles from './plan-details.module.css';
import type { Plan, PlanList } from './plan-types.ts';

/** Who made the plan for what, all of it as a table, and the text that the home receives. */
export function PlanDetails({ list: { topWh, capacityWh }, plan }: { list: PlanList; plan: Plan }) {
  const { t } = useTexts('plan');
  return (
    <Card title={plan.name}>
      {plan.description && <p>{plan.description}</p>}
      {plan.slots && (
        <details className={styles.details}>
          <summary>{t('asTable')}</summary>
          <PlanTable slots={plan.slots} topWh={topWh} capacityWh={capacityWh} />
        </details>
      )}
      <details className={styles.details}>
        <summary>{t('details')}</summary>
        <ScrollArea label={t('details')} className={styles.text}>
          <pre>{plan.text}</pre>
        </ScrollArea>
      </details>
    </Card>
  );
}
