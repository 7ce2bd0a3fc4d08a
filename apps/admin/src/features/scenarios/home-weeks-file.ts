import { type HomePreview, knownWeek } from '@commonwatt/domain/home-weeks';
import { wishes } from '@commonwatt/domain/scenario-preview';
import type { CsvValue } from '@commonwatt/ui/format/csv.ts';

export const csvHeading = [
  'cluster',
  'unit',
  ...wishes.map((wish) => `${wish}_wh`),
  'gave_wh',
  'received_wh',
  'known_hours',
];

/** A home of the file; what is not known is empty. */
export function csvRow(home: HomePreview): CsvValue[] {
  const known = knownWeek(home);
  const { preview } = home;
  return [
    home.clusterCode,
    home.unitCode,
    ...wishes.map((wish) => known && Math.round(known.wishes[wish].amountWh)),
    preview && Math.round(preview.gaveWh),
    preview && Math.round(preview.receivedWh),
    known ? Math.round(known.coveredMs / 36_000) / 100 : 0,
  ];
}
