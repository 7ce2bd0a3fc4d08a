import type { DealPeriodSums } from '@commonwatt/api/deals/read-period';
import { durationParts } from '@commonwatt/ui/format/duration.ts';
import { formatEnergy, formatPercent, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { KeyFigures } from '../../parts/key-figures.tsx';
import { type DealBar, shareOfAverage } from './deal-bars.ts';
import styles from './deals.module.css';
import type { DealsSearch } from './deals-search.ts';

type DealFiguresProps = {
  sums: Pick<DealPeriodSums, 'totals'>;
  bars: readonly DealBar[];
  nowMs: number;
  /** The period goes on: its figures are those so far. */
  isOpenEnded: boolean;
  onChange: (next: Partial<DealsSearch>) => void;
};

/** The answer of the page: how much was shared in how many deals, and what went wrong. */
export function DealFigures({ sums, bars, nowMs, isOpenEnded, onChange }: DealFiguresProps) {
  const { t, language } = useTexts('deals');
  const { amountWh, dealCount, runningCount, abortedCount, scramCount, endUnknownCount, typicalDurationMs } =
    sums.totals;
  const shared = formatEnergy(amountWh, language);
  const running = t('dealsRunning', { count: runningCount });
  const bad = (label: string, count: number, status: 'aborted' | 'emergencyStop', isBad: boolean) => ({
    label,
    parts: [{ value: count.toLocaleString(language) }],
    note:
      count === 0 ? (
        t('none')
      ) : (
        <button type="button" className={styles.textButton} onClick={() => onChange({ status })}>
          {t('showThem')}
        </button>
      ),
    isBad: isBad && count > 0,
  });
  return (
    <KeyFigures
      figures={[
        {
          label: t(isOpenEnded ? 'sharedSoFar' : 'shared'),
          parts: [{ value: shared.value, unit: shared.unit }],
          note: <Compared share={shareOfAverage(bars, nowMs)} isMonths={bars[0]?.length === 'month'} />,
        },
        {
          label: t('deals'),
          parts: [{ value: dealCount.toLocaleString(language) }],
          note: endUnknownCount > 0 ? `${running} · ${t('dealsUnknown', { count: endUnknownCount })}` : running,
        },
        {
          label: t('typical'),
          parts: typicalDurationMs === null ? [{ value: '–' }] : durationParts(typicalDurationMs, language),
          note: t('typicalNote'),
        },
        bad(t('aborted'), abortedCount, 'aborted', false),
        bad(t('scrams'), scramCount, 'emergencyStop', true),
      ]}
    />
  );
}

/** More or less than on average by this time; `isMonths`: in the months that are whole. */
function Compared({ share, isMonths }: { share: number | null; isMonths: boolean }) {
  const { t, language } = useTexts('deals');
  if (share === null) return t(isMonths ? 'noWholeMonth' : 'noAverage');
  const percent = Math.round((share - 1) * 100);
  if (percent === 0) return t(isMonths ? 'asAverageMonths' : 'asAverage');
  const [more, less] = isMonths ? (['moreThanMonths', 'lessThanMonths'] as const) : (['moreThan', 'lessThan'] as const);
  const size = quantityText(formatPercent(Math.abs(percent), language));
  return (
    <>
      <span aria-hidden="true">{percent > 0 ? '▲ ' : '▼ '}</span>
      {t(percent > 0 ? more : less, { percent: size })}
    </>
  );
}
