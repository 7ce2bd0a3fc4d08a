import type { OperationMode } from '@commonwatt/domain/operation-mode';
import {
  formatEnergy,
  formatMeasure,
  formatPower,
  formatShare,
  quantityText,
  withSign,
} from '@commonwatt/ui/format/quantity.ts';
import { formatAge } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import type { Column } from '../../parts/data-table.tsx';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { Battery, Deals, Status, UnitName } from './list-cells.tsx';
import type { ListedUnit } from './unit-list.ts';
import type { UnitColumn } from './units-search.ts';

/** Every column that the list of units can have, in their order. */
export function useListColumns(cluster: ClusterInfo): Column<ListedUnit, UnitColumn>[] {
  const { t, language } = useTexts('units');
  const live = useTexts('live');
  const drawing = useTexts('cluster');
  const power = (powerW: number | null) => quantityText(formatPower(powerW, language));
  const measure = (value: number | null | undefined, symbol: string, decimals: number) =>
    quantityText(formatMeasure(value ?? null, symbol, decimals, language));
  const signed = (powerW: number | null) => quantityText(withSign(formatPower(powerW, language)));
  const mode = (name: OperationMode | null) => (name === null ? '–' : drawing.t(`mode.${name}`));
  const figure = { isNumber: true, isSortable: true } as const;
  return [
    {
      key: 'unit',
      header: live.t('unit'),
      cell: ({ unit }) => <UnitName cluster={cluster} unit={unit} />,
      isSortable: true,
    },
    { key: 'status', header: live.t('status'), cell: (listed) => <Status listed={listed} />, isSortable: true },
    { key: 'battery', header: live.t('battery'), cell: ({ unit }) => <Battery unit={unit} />, ...figure },
    {
      key: 'remaining',
      header: t('columns.remaining'),
      cell: ({ unit }) => quantityText(formatEnergy(unit.values.remainingWh, language)),
      ...figure,
    },
    {
      key: 'batteryPower',
      header: t('columns.batteryPower'),
      cell: ({ unit }) => signed(unit.values.batteryW),
      ...figure,
    },
    {
      key: 'batteryVoltage',
      header: t('columns.batteryVoltage'),
      cell: ({ details }) => measure(details?.batteryV, 'V', 1),
      ...figure,
    },
    {
      key: 'batteryCurrent',
      header: t('columns.batteryCurrent'),
      cell: ({ details }) => measure(details?.batteryA, 'A', 2),
      ...figure,
    },
    { key: 'solar', header: live.t('solar'), cell: ({ unit }) => power(unit.values.solarW), ...figure },
    { key: 'load', header: live.t('homeUse'), cell: ({ unit }) => power(unit.values.loadW), ...figure },
    {
      key: 'loadVoltage',
      header: t('columns.loadVoltage'),
      cell: ({ details }) => measure(details?.loadV, 'V', 1),
      ...figure,
    },
    { key: 'grid', header: live.t('acGrid'), cell: ({ unit }) => power(unit.values.acGridW), ...figure },
    {
      key: 'gridVoltage',
      header: t('columns.gridVoltage'),
      cell: ({ details }) => measure(details?.acGridV, 'V', 1),
      ...figure,
    },
    { key: 'dcNet', header: live.t('dealing'), cell: ({ unit }) => signed(unit.values.dcGridW), ...figure },
    {
      key: 'dcVoltage',
      header: t('columns.dcVoltage'),
      cell: ({ unit }) => measure(unit.values.dcGridV, 'V', 1),
      ...figure,
    },
    {
      key: 'dcCurrent',
      header: t('columns.dcCurrent'),
      cell: ({ unit }) => measure(unit.values.dcGridA, 'A', 2),
      ...figure,
    },
    {
      key: 'converter',
      header: live.t('converter'),
      cell: ({ unit: { converter } }) => (converter === null ? '–' : live.t(`converters.${converter}`)),
      isSortable: true,
    },
    {
      key: 'temperature',
      header: live.t('temperature'),
      cell: ({ unit }) => measure(unit.values.temperatureC, '°C', 1),
      ...figure,
    },
    {
      key: 'alarm',
      header: live.t('alarm'),
      cell: ({ unit: { alarm } }) => (alarm === null ? '–' : live.t(`alarms.${alarm}`)),
      isSortable: true,
    },
    { key: 'deals', header: t('deals'), cell: (listed) => <Deals listed={listed} />, isSortable: true },
    { key: 'dealSlots', header: t('columns.dealSlots'), cell: ({ unit }) => unit.dealSlots ?? '–', ...figure },
    { key: 'mode', header: live.t('mode'), cell: ({ unit }) => mode(unit.modes.effective), isSortable: true },
    {
      key: 'clusterMode',
      header: t('columns.clusterMode'),
      cell: ({ unit }) => mode(unit.modes.global),
      isSortable: true,
    },
    { key: 'ownMode', header: t('columns.ownMode'), cell: ({ unit }) => mode(unit.modes.local), isSortable: true },
    {
      key: 'scenario',
      header: t('scenario'),
      cell: ({ scenario }) => (scenario === null ? '–' : <span lang="und">{scenario}</span>),
      isSortable: true,
    },
    {
      key: 'residents',
      header: t('residents'),
      cell: ({ residentCount }) => (residentCount === 0 ? t('noResident') : (residentCount ?? '–')),
      ...figure,
    },
    {
      key: 'age',
      header: live.t('dataAge'),
      cell: ({ unit: { ageMs } }) => (ageMs === null ? '–' : formatAge(ageMs, language)),
      ...figure,
    },
    {
      key: 'period',
      header: live.t('period'),
      cell: ({ unit }) => (unit.takenAtMs === null ? '–' : formatAge(unit.reportPeriodMs, language)),
      ...figure,
    },
    {
      key: 'version',
      header: t('columns.version'),
      cell: ({ details }) => (details?.version == null ? '–' : <span lang="und">{details.version}</span>),
      isSortable: true,
    },
    { key: 'rate', header: t('rate'), cell: ({ rate }) => quantityText(formatShare(rate, language)), ...figure },
  ];
}
