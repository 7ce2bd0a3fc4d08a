import type { Span, TimeTotals } from '@commonwatt/domain/availability';
import { formatDay, formatZone } from '@commonwatt/ui/format/time.ts';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { Empty } from '@commonwatt/ui/notices/notices.tsx';
import { Segments } from '@commonwatt/ui/segments.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMemo, useState } from 'react';
import { Card } from '../../parts/card.tsx';
import columns from '../../parts/columns.module.css';
import controls from '../../parts/controls.module.css';
import { SearchField } from '../../parts/search-field.tsx';
import { useFocusReturn } from '../../parts/use-focus-return.ts';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { periodSearch, type ShownPeriod, widerPeriod } from './availability-period.ts';
import type { AvailabilitySearch } from './availability-search.ts';
import { ChartLegend } from './chart-legend.tsx';
import { unevenDays } from './time-axis.ts';
import { TimesTable } from './times-table.tsx';
import { UnitChart } from './unit-chart.tsx';
import { UnitDrawer } from './unit-drawer.tsx';
import { arrangeRows, type UnitRow } from './unit-rows.ts';

export type Shown = { period: Span; nowMs: number; total: { times: TimeTotals; rate: number | null } };

type AvailabilityUnitsProps = {
  cluster: ClusterInfo;
  search: AvailabilitySearch;
  /** What the address asks for; `shown` is what the rows are of. */
  period: ShownPeriod;
  shown: Shown;
  rows: readonly UnitRow[];
  isRenewing: boolean;
  today: string;
  onChange: (next: Partial<AvailabilitySearch>, isStep?: boolean) => void;
};

/** Unit by unit: when each was what, and beside it the intervals of the one that is chosen. */
export function AvailabilityUnits(props: AvailabilityUnitsProps) {
  const { cluster, search, period, shown, rows, isRenewing, today, onChange } = props;
  const { t, language } = useTexts('availability');
  const { view = 'timeline', sort = 'worst', q = '', unit: unitId = null } = search;
  const [openedAtMs, setOpenedAtMs] = useState<number | null>(null);
  useFocusReturn(unitId);
  const arranged = useMemo(() => arrangeRows(rows, { order: sort, text: q }), [rows, sort, q]);
  const { timeZone } = cluster;
  const zone = formatZone(shown.period.fromMs, timeZone, language);
  const open = (chosen: string, atMs: number | null) => {
    setOpenedAtMs(atMs);
    if (chosen !== unitId) onChange({ unit: chosen }, true);
  };
  const zoom = (span: Span) => onChange(periodSearch({ kind: 'instants', span }), true);
  const uneven = useMemo(() => unevenDays(shown.period, timeZone), [shown.period, timeZone]);
  const changes = uneven.map(({ atMs, hours }) => t('longDay', { day: formatDay(atMs, timeZone, language), hours }));
  const count = q ? t('filtered', { shown: arranged.length, count: rows.length }) : null;
  return (
    <div className={unitId === null ? columns.alone : columns.beside}>
      <Card
        title={t('byUnit')}
        note={[count, zone, ...changes].filter(Boolean).join(' · ')}
        isRenewing={isRenewing}
        tools={
          <>
            <Segments
              label={t('view')}
              value={view}
              options={[
                { value: 'timeline', text: t('timeline') },
                { value: 'heatmap', text: t('heatmap') },
                { value: 'table', text: t('table') },
              ]}
              onChange={(next) => onChange({ view: next === 'timeline' ? undefined : next })}
            />
            <select
              className={controls.field}
              aria-label={t('order')}
              value={sort}
              onChange={({ target }) => {
                const next = target.value as typeof sort;
                onChange({ sort: next === 'worst' ? undefined : next });
              }}
            >
              <option value="worst">{t('worst')}</option>
              <option value="unit">{t('byId')}</option>
              <option value="longest">{t('byLongest')}</option>
            </select>
            <SearchField label={t('filter')} text={q} onSearch={(text) => onChange({ q: text })} />
            <button
              type="button"
              className={`${controls.button} ${controls.square}`}
              aria-label={t('zoomOut')}
              title={t('zoomOut')}
              onClick={() => onChange(periodSearch(widerPeriod(period, timeZone, today)), true)}
            >
              <Icon name="zoomOut" size={16} />
            </button>
          </>
        }
      >
        {arranged.length === 0 ? (
          <Empty title={t('noMatch', { text: q })}>
            <button type="button" className={controls.button} onClick={() => onChange({ q: undefined })}>
              {t('clearFilter')}
            </button>
          </Empty>
        ) : view === 'table' ? (
          <TimesTable
            rows={arranged}
            total={q ? null : shown.total}
            sort={sort}
            selectedId={unitId}
            onSort={(next) => onChange({ sort: next === 'worst' ? undefined : next })}
            onOpen={(chosen) => open(chosen, null)}
          />
        ) : (
          <>
            <ChartLegend isHeat={view === 'heatmap'} />
            <UnitChart
              rows={arranged}
              shown={shown}
              timeZone={timeZone}
              isHeat={view === 'heatmap'}
              selectedId={unitId}
              onOpen={open}
              onZoom={zoom}
            />
          </>
        )}
      </Card>
      {unitId !== null && (
        <UnitDrawer
          cluster={cluster}
          unitId={unitId}
          period={period}
          atMs={openedAtMs}
          onClose={() => onChange({ unit: undefined }, true)}
        />
      )}
    </div>
  );
}
