import { formatEnergy, formatShare, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { formatAge } from '@commonwatt/ui/format/time.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Link } from '@tanstack/react-router';
import { ClusterFlow } from './cluster-flow.tsx';
import styles from './overview.module.css';
import { type ClusterOverview, inServiceCount, reportFreshness } from './overview-list.ts';
import { SharedHours } from './shared-hours.tsx';

const barKinds = ['up', 'down', 'unknown'] as const;

const screens = [
  { to: '/$community/$cluster/units', text: 'units', name: 'unitsOf' },
  { to: '/$community/$cluster/deals', text: 'deals', name: 'dealsOf' },
  { to: '/$community/$cluster/availability', text: 'availability', name: 'availabilityOf' },
] as const;

type ClusterCardProps = {
  cluster: ClusterOverview;
  /** Below the name of its community, or of the page. */
  Heading: 'h2' | 'h3';
  nowMs: number;
};

/** A cluster at a glance: whether its units are up, what is open, what it shared today, and how old all that is. */
export function ClusterCard({ cluster, Heading, nowMs }: ClusterCardProps) {
  const { t, language } = useTexts('overview');
  const { ref, name, unitCounts, rate, sharedTodayWh, sharedByHourWh, openCount, newestReportAt } = cluster;
  const params = { community: ref.communityId, cluster: ref.clusterId };
  const ageMs = newestReportAt === null ? null : Math.max(0, nowMs - newestReportAt.getTime());
  const age = reportFreshness(ageMs);
  const total = inServiceCount(cluster);
  const isJudged = unitCounts.up + unitCounts.down > 0;
  const others = [
    ...(unitCounts.down > 0 ? [t('down', { count: unitCounts.down })] : []),
    ...(isJudged && unitCounts.unknown > 0 ? [t('unknown', { count: unitCounts.unknown })] : []),
    ...(unitCounts.notInService > 0 ? [t('notInService', { count: unitCounts.notInService })] : []),
  ];
  return (
    <article className={styles.card} data-cluster={ref.clusterId} data-age={age}>
      <header>
        <Heading>
          <Link to="/$community/$cluster/live" params={params} className={styles.name}>
            {name}
          </Link>
        </Heading>
        <span className={styles[age]}>
          {age !== 'fresh' && <Icon name={age === 'late' ? 'clock' : 'stop'} size={14} />}
          {ageMs === null ? t('never') : t(age === 'fresh' ? 'fresh' : 'old', { age: formatAge(ageMs, language) })}
        </span>
      </header>
      <p className={styles.units}>
        {isJudged ? (
          <>
            <b>{unitCounts.up}</b> {t('upOf', { count: total })}
          </>
        ) : (
          t('notJudged', { count: total })
        )}
      </p>
      <span className={styles.bar} aria-hidden="true">
        {barKinds
          .filter((kind) => unitCounts[kind] > 0)
          .map((kind) => (
            <i key={kind} className={styles[kind]} style={{ flexGrow: unitCounts[kind] }} />
          ))}
      </span>
      <p className={styles.others}>{others.length > 0 ? others.join(' · ') : isJudged ? t('allUp') : ''}</p>
      <ClusterFlow cluster={cluster} ageMs={ageMs} />
      <dl>
        <div>
          <dt>{t('failures')}</dt>
          <dd>
            {openCount === 0 ? (
              t('none')
            ) : (
              <Link to="/$community/$cluster/monitoring" params={params} className={styles.failures}>
                <Icon name="warning" size={14} />
                {t('open', { count: openCount })}
              </Link>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('shared')}</dt>
          <dd className={styles.shared}>
            <SharedHours hoursWh={sharedByHourWh} />
            {quantityText(formatEnergy(sharedTodayWh, language))}
          </dd>
        </div>
        <div>
          <dt>{t('rate')}</dt>
          <dd>{quantityText(formatShare(rate, language))}</dd>
        </div>
      </dl>
      <p className={styles.links}>
        {screens.map(({ to, text, name: nameOfLink }) => (
          <Link key={to} to={to} params={params} className={styles.link} aria-label={t(nameOfLink, { cluster: name })}>
            {t(text)}
          </Link>
        ))}
      </p>
    </article>
  );
}
