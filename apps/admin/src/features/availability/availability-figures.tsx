import type { TimeTotals } from '@commonwatt/domain/availability';
import { durationParts, formatDuration } from '@commonwatt/ui/format/duration.ts';
import { formatMeasure, formatShare } from '@commonwatt/ui/format/quantity.ts';
import { formatSpan } from '@commonwatt/ui/format/span.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { KeyFigures } from '../../parts/key-figures.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import styles from './availability-figures.module.css';
import { HowComputed } from './how-computed.tsx';
import { overviewOf, type UnitRow } from './unit-rows.ts';

type AvailabilityFiguresProps = {
  cluster: ClusterInfo;
  total: { times: TimeTotals; rate: number | null };
  /** The rate of the period before; undefined until it is there. */
  before: number | null | undefined;
  rows: readonly UnitRow[];
};

const mostNamed = 3;

/** The answer of the page: how available the cluster was, and what stood in the way. */
export function AvailabilityFigures({ cluster, total, before, rows }: AvailabilityFiguresProps) {
  const { t, language } = useTexts('availability');
  const { outageCount, openCount, belowTarget, longest } = overviewOf(rows);
  const rate = formatShare(total.rate, language);
  const named = belowTarget.slice(0, mostNamed).join(', ');
  const others = belowTarget.length - mostNamed;
  return (
    <KeyFigures
      figures={[
        {
          label: t('average'),
          aside: <HowComputed total={total} unitCount={rows.length} />,
          parts: [{ value: rate.value, unit: rate.unit }],
          note: <Change rate={total.rate} before={before} />,
        },
        {
          label: t('downtime'),
          parts: durationParts(total.times.down, language),
          note: t('downtimeNote', { duration: formatDuration(total.times.down / rows.length, language) }),
        },
        {
          label: t('outages'),
          parts: [{ value: outageCount.toLocaleString(language) }],
          note: t('outagesNote', { count: openCount }),
        },
        {
          label: t('belowTarget'),
          parts: [{ value: String(belowTarget.length), unit: t('belowTargetOf', { count: rows.length }) }],
          note:
            belowTarget.length === 0
              ? t('belowTargetNone')
              : others > 0
                ? t('andMore', { list: named, count: others })
                : named,
          isBad: belowTarget.length > 0,
        },
        {
          label: t('longest'),
          parts: longest ? durationParts(longest.outage.downMs, language) : [{ value: '–' }],
          note: longest
            ? `${longest.unitId} · ${formatSpan(longest.outage, cluster.timeZone, language)}`
            : t('longestNone'),
        },
      ]}
    />
  );
}

/** How much better or worse than the period before, in percentage points. */
function Change({ rate, before }: { rate: number | null; before: number | null | undefined }) {
  const { t, language } = useTexts('availability');
  if (before === undefined) return t('loadingBefore');
  if (before === null || rate === null) return t('averageNoBefore');
  const points = Math.round((rate - before) * 10_000) / 100;
  if (points === 0) return t('averageSame');
  const word = t(points > 0 ? 'better' : 'worse');
  const size = t('points', { points: formatMeasure(Math.abs(points), '', 2, language).value });
  return (
    <>
      <span className={points > 0 ? styles.better : styles.worse}>
        <span aria-hidden="true">{points > 0 ? '▲' : '▼'} </span>
        {size} <span className="visually-hidden">{word}</span>
      </span>{' '}
      {t('onBefore')}
    </>
  );
}
