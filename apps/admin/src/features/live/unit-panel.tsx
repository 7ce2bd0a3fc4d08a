import type { Scene, SceneUnit } from '@commonwatt/ui/cluster/scene.ts';
import { formatPercent, formatPower, quantityText, withSign } from '@commonwatt/ui/format/quantity.ts';
import { formatAge } from '@commonwatt/ui/format/time.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { Empty, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { PartBoundary } from '@commonwatt/ui/notices/part-boundary.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import controls from '../../parts/controls.module.css';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { ConverterFacts } from './converter-facts.tsx';
import { DealRow } from './deal-row.tsx';
import { FailureRow } from './failure-row.tsx';
import styles from './panel.module.css';
import { UnitFields } from './unit-fields.tsx';
import type { OpenFailure } from './use-failures.ts';

const UnitHistory = lazy(() => import('./unit-history.tsx').then((module) => ({ default: module.UnitHistory })));

type UnitPanelProps = {
  cluster: ClusterInfo;
  scene: Scene;
  unitId: string;
  /** The instant that is replayed; null while the page is live. */
  replayedMs: number | null;
  /** Open failures of the cluster. */
  failures: readonly OpenFailure[];
  onSelectDeal: (dealId: string) => void;
  onClose: () => void;
};

/** One unit: what fails, what flows now, its last day, its deals, its converter, and every field it reports. */
export function UnitPanel({ cluster, scene, unitId, replayedMs, failures, onSelectDeal, onClose }: UnitPanelProps) {
  const { t } = useTexts('live');
  const unit = scene.unitById.get(unitId);
  const close = (
    <button type="button" className={controls.icon} aria-label={t('close')} onClick={onClose}>
      <Icon name="close" size={16} />
    </button>
  );
  if (!unit) {
    return (
      <section className={styles.section}>
        <div className={styles.panelHead}>
          <span className={styles.panelName} />
          {close}
        </div>
        <Empty title={t('noSuchUnit', { unit: unitId, cluster: cluster.name })} />
      </section>
    );
  }
  const deals = scene.deals.filter((deal) => unit.dealIds.includes(deal.dealId));
  const concerning = failures.filter(({ unitIds }) => unitIds.includes(unitId));
  return (
    <>
      <section className={styles.section}>
        <div className={styles.panelHead}>
          <h2>{unit.unitId}</h2>
          <span className={styles.panelName}>{unit.name}</span>
          <AgePill unit={unit} />
          {close}
        </div>
        {concerning.length > 0 && (
          <ul aria-label={t('attention')}>
            {concerning.map((failure) => (
              <FailureRow key={failure.id} cluster={cluster} failure={failure} />
            ))}
          </ul>
        )}
        <NowTiles unit={unit} />
        {unit.isRegistered && (
          <Link
            to="/$community/$cluster/units/$unit"
            params={{ community: cluster.ref.communityId, cluster: cluster.ref.clusterId, unit: unitId }}
            className={styles.pageLink}
          >
            {t('unitPage')}
          </Link>
        )}
      </section>
      <PartBoundary what={t('history')}>
        <Suspense fallback={<Loading label={t('history')} height={400} />}>
          <UnitHistory cluster={cluster.ref} unitId={unitId} timeZone={cluster.timeZone} replayedMs={replayedMs} />
        </Suspense>
      </PartBoundary>
      <section className={styles.section}>
        <h2 className={styles.heading}>
          {t('unitDeals')}
          {unit.dealSlots !== null && (
            <span className={styles.note}>{t('slotsUsed', { used: deals.length, slots: unit.dealSlots })}</span>
          )}
        </h2>
        {deals.length === 0 && <p className={styles.quiet}>{t('noDeals')}</p>}
        {deals.map((deal) => (
          <DealRow key={deal.dealId} deal={deal} onSelect={onSelectDeal} />
        ))}
      </section>
      <ConverterFacts unit={unit} timeZone={cluster.timeZone} />
      {replayedMs === null && <UnitFields unit={{ ...cluster.ref, unitId }} timeZone={cluster.timeZone} />}
    </>
  );
}

/** How old a unit's newest values are. */
export function AgePill({ unit }: { unit: SceneUnit }) {
  const { t, language } = useTexts('live');
  const ui = useTexts('ui');
  if (unit.ageMs === null) return <span className={styles.pillStale}>{t('statuses.never')}</span>;
  const age = ui.t('connection.ago', { age: formatAge(unit.ageMs, language) });
  if (unit.status === 'silent') return <span className={styles.pillFail}>{age}</span>;
  return <span className={unit.shown === 'fresh' ? styles.pill : styles.pillStale}>{age}</span>;
}

/** The four flows; values that are not fresh are faded, and the pill above says how old they are. */
function NowTiles({ unit }: { unit: SceneUnit }) {
  const { t, language } = useTexts('live');
  const { solarW, loadW, batteryW, rsocPercent, acGridW, dcGridW } = unit.values;
  const battery = t('batteryAt', { percent: quantityText(formatPercent(rsocPercent, language)) });
  const dealLabel =
    unit.dealW === 0
      ? t('dcGrid')
      : unit.dealW < 0
        ? t('givingDeals', { count: unit.dealIds.length })
        : t('receivingDeals', { count: unit.dealIds.length });
  const tiles = [
    { label: t('solar'), swatch: styles.solar, quantity: formatPower(solarW, language) },
    { label: t('homeUse'), swatch: styles.load, quantity: formatPower(loadW, language) },
    { label: battery, swatch: styles.battery, quantity: withSign(formatPower(batteryW, language)) },
    { label: t('acGrid'), swatch: styles.grid, quantity: formatPower(acGridW, language) },
    {
      label: dealLabel,
      swatch: (dcGridW ?? 0) < 0 ? styles.give : styles.receive,
      quantity: withSign(formatPower(dcGridW, language)),
    },
  ];
  return (
    <dl className={unit.shown === 'fresh' ? styles.tiles : `${styles.tiles} ${styles.faded}`}>
      {tiles.map(({ label, swatch, quantity }) => (
        <div key={label} className={styles.tile}>
          <dt>
            <i className={`${styles.swatch} ${swatch}`} />
            {label}
          </dt>
          <dd>
            {quantity.value} <small>{quantity.unit}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}
