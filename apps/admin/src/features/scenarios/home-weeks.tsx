import { type HomePreview, knownWeek, sumWeeks } from '@commonwatt/domain/home-weeks';
import { wishes } from '@commonwatt/domain/scenario-preview';
import { formatDuration } from '@commonwatt/ui/format/duration.ts';
import { formatEnergy, missing, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';

type HomeWeeksProps = { homes: readonly HomePreview[]; clusterId: string };
type WeekColumn = 'home' | (typeof wishes)[number] | 'gave' | 'received' | 'known';

/** Home by home what it would have wished for, beside what it really gave and received; each column adds up what it shows. */
export function HomeWeeks({ homes, clusterId }: HomeWeeksProps) {
  const { t, language } = useTexts('scenarios');
  const energy = (amountWh: number | null | undefined) => quantityText(formatEnergy(amountWh ?? null, language));
  const sum = sumWeeks(homes);
  const columns: Column<HomePreview, WeekColumn>[] = [
    {
      key: 'home',
      header: t('whatIf.home'),
      cell: ({ clusterCode, unitCode }) => (clusterCode === clusterId ? unitCode : `${clusterCode} / ${unitCode}`),
    },
    ...wishes.map((wish) => ({
      key: wish,
      header: t(`whatIf.columns.${wish}`),
      cell: (home: HomePreview) => energy(knownWeek(home)?.wishes[wish].amountWh),
      isNumber: true,
    })),
    { key: 'gave', header: t('whatIf.columns.gave'), cell: ({ preview }) => energy(preview?.gaveWh), isNumber: true },
    {
      key: 'received',
      header: t('whatIf.columns.received'),
      cell: ({ preview }) => energy(preview?.receivedWh),
      isNumber: true,
    },
    {
      key: 'known',
      header: t('whatIf.columns.known'),
      cell: ({ preview }) => {
        if (preview === null) return t('whatIf.unknownCapacity');
        return preview.coveredMs === 0 ? t('whatIf.noRecord') : formatDuration(preview.coveredMs, language);
      },
    },
  ];
  return (
    <DataTable
      caption={t('whatIf.byHome')}
      columns={columns}
      rows={homes}
      rowKey={({ clusterCode, unitCode }) => `${clusterCode} ${unitCode}`}
      total={{
        home: t('whatIf.sum'),
        offers: energy(sum.wishes.offers.amountWh),
        gives: energy(sum.wishes.gives.amountWh),
        takes: energy(sum.wishes.takes.amountWh),
        asks: energy(sum.wishes.asks.amountWh),
        gave: energy(sum.gaveWh),
        received: energy(sum.receivedWh),
        known: homes.some((home) => knownWeek(home)) ? undefined : missing,
      }}
    />
  );
}
