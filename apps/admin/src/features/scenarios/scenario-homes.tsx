import { formatInstant } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Card } from '../../parts/card.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import type { HomeChoice } from './scenario-types.ts';
import styles from './scenarios.module.css';

/** The homes that trade by a scenario, and since when. */
export function ScenarioHomes({ homes, cluster }: { homes: readonly HomeChoice[]; cluster: ClusterInfo }) {
  const { t, language } = useTexts('scenarios');
  return (
    <Card title={t('homesTitle')} note={homes.length}>
      {homes.length === 0 && <p>{t('noHomes')}</p>}
      <ul className={styles.homes}>
        {homes.map(({ clusterCode, unitCode, createdAt }) => (
          <li key={`${clusterCode} ${unitCode}`}>
            <b>{clusterCode === cluster.ref.clusterId ? unitCode : `${clusterCode} / ${unitCode}`}</b>
            <span className={styles.note}>
              {t('since', { time: formatInstant(createdAt.getTime(), cluster.timeZone, language) })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
