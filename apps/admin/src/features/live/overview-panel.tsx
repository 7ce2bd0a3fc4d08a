import type { LiveView } from '@commonwatt/domain/live';
import { sumPower } from '@commonwatt/domain/power-balance';
import type { Scene, SceneDeal } from '@commonwatt/ui/cluster/scene.ts';
import { formatPercent, formatPower, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { formatAge } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { AttentionList } from './attention-list.tsx';
import { DealRow } from './deal-row.tsx';
import styles from './panel.module.css';
import type { OpenFailure } from './use-failures.ts';

type OverviewPanelProps = {
  cluster: ClusterInfo;
  scene: Scene;
  view: LiveView | null;
  isReplay: boolean;
  failures: readonly OpenFailure[];
  onSelectUnit: (unitId: string) => void;
  onSelectDeal: (dealId: string) => void;
};

/** The whole cluster in figures: power now, deals in progress, what needs attention. */
export function OverviewPanel(props: OverviewPanelProps) {
  const { cluster, scene, view, isReplay, failures, onSelectUnit, onSelectDeal } = props;
  return (
    <>
      <PowerNow scene={scene} isReplay={isReplay} />
      <Deals scene={scene} onSelectDeal={onSelectDeal} />
      <AttentionList cluster={cluster} scene={scene} failures={failures} onSelectUnit={onSelectUnit} />
      <ReporterClock leadMs={view?.reporterLeadMs ?? null} />
    </>
  );
}

function PowerNow({ scene, isReplay }: { scene: Scene; isReplay: boolean }) {
  const { t, language } = useTexts('live');
  const counted = scene.units.filter((unit) => unit.shown === 'fresh');
  const sum = sumPower(counted.map((unit) => unit.values));
  // Of nobody there is no sum, which is not 0.
  const power = (powerW: number) => quantityText(formatPower(counted.length === 0 ? null : powerW, language));
  const from = [
    { key: 'solar', powerW: sum.solarW, className: styles.solar },
    { key: 'batteryOut', powerW: sum.batteryOutW, className: styles.battery },
    { key: 'acGrid', powerW: sum.acGridW, className: styles.grid },
  ] as const;
  const to = [
    { key: 'homes', powerW: sum.loadW, className: styles.load },
    { key: 'batteryIn', powerW: sum.batteryInW, className: styles.battery },
    ...(sum.lossW === null ? [] : [{ key: 'loss', powerW: sum.lossW, className: styles.loss } as const]),
  ] as const;
  const longest = Math.max(total(from), total(to), 1);
  const summary = t('flowSummary', {
    solar: power(sum.solarW),
    batteryOut: power(sum.batteryOutW),
    grid: power(sum.acGridW),
    load: power(sum.loadW),
    batteryIn: power(sum.batteryInW),
  });
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>
        {t(isReplay ? 'powerThen' : 'powerNow')}
        <span className={styles.note}>{t('unitsCounted', { counted: counted.length, total: scene.units.length })}</span>
      </h2>
      <div className={styles.flows} role="img" aria-label={summary}>
        <span>{t('from')}</span>
        <FlowBar parts={from} longest={longest} />
        <span>{t('to')}</span>
        <FlowBar parts={to} longest={longest} />
      </div>
      <dl className={styles.balance}>
        {[...from, ...to].map((part) => (
          <div key={part.key}>
            <dt>
              <i className={part.className} />
              {t(part.key)}
            </dt>
            <dd>{power(part.powerW)}</dd>
          </div>
        ))}
        <div>
          <dt>{t('batteries')}</dt>
          <dd>{quantityText(formatPercent(sum.rsocPercent, language))}</dd>
        </div>
      </dl>
    </section>
  );
}

type FlowPart = { key: string; powerW: number; className: string | undefined };

function total(parts: readonly FlowPart[]): number {
  return parts.reduce((sum, part) => sum + part.powerW, 0);
}

/** Both bars share one scale, so that their lengths compare. */
function FlowBar({ parts, longest }: { parts: readonly FlowPart[]; longest: number }) {
  return (
    <span className={styles.flowBar}>
      {parts
        .filter((part) => part.powerW > 0)
        .map((part) => (
          <i key={part.key} className={part.className} style={{ width: `${(100 * part.powerW) / longest}%` }} />
        ))}
    </span>
  );
}

const mostRows = 5;

function Deals({ scene, onSelectDeal }: { scene: Scene; onSelectDeal: (dealId: string) => void }) {
  const { t, language } = useTexts('live');
  const power = quantityText(formatPower(scene.movingW, language));
  const count = scene.deals.length;
  const largest = [...scene.deals].sort(byPower).slice(0, mostRows);
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>
        {t(count > mostRows ? 'largestDeals' : 'dealsInProgress')}
        <span className={styles.note}>
          {count > mostRows
            ? t('dealsOf', { shown: largest.length, count, power })
            : t('dealsSummary', { count, power })}
        </span>
      </h2>
      {count === 0 && <p className={styles.quiet}>{t('noDeals')}</p>}
      <ul>
        {largest.map((deal) => (
          <li key={deal.dealId}>
            <DealRow deal={deal} onSelect={onSelectDeal} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function byPower(a: SceneDeal, b: SceneDeal): number {
  return (b.powerW ?? 0) - (a.powerW ?? 0) || (a.dealId < b.dealId ? -1 : 1);
}

const noteworthyLeadMs = 30_000;

function ReporterClock({ leadMs }: { leadMs: number | null }) {
  const { t, language } = useTexts('ui');
  if (leadMs === null || Math.abs(leadMs) < noteworthyLeadMs) return null;
  const age = formatAge(Math.abs(leadMs), language);
  return <p className={styles.clockNote}>{t(leadMs > 0 ? 'clock.ahead' : 'clock.behind', { age })}</p>;
}
